/// Data sets in the native form and as they are published: which layout a folder has ([DataSource]), its rows one after the other
/// ([ExampleSource]), rows into a layout ([ExampleSink]), and what is done between the two: [Conversion], [Mix], [Sample]. It must not know
/// what the rows are used for.
@NullMarked
package dev.mme5.data;

import org.jspecify.annotations.NullMarked;
