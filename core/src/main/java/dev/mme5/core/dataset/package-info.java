/// The files of rows: training sets ([ExampleReader], [ExampleRows], [ExampleWriter]), rows to embed ([InputRows]) and rows of a benchmark
/// ([BenchmarkRows]). Each error names file, line and key; no row ever shifts because of another. It must not know what is done
/// with the rows.
@NullMarked
package dev.mme5.core.dataset;

import org.jspecify.annotations.NullMarked;
