/// The words of data sets on disk: their [Layout] and where a row stands in them.
@NullMarked
package dev.mme5.data.layout;

import org.jspecify.annotations.NullMarked;
