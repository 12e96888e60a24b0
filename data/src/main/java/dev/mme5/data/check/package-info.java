/// Looks for what is wrong with a data set, row by row, and mends what can be mended: [Validation]. It must not know who wrote the rows.
@NullMarked
package dev.mme5.data.check;

import org.jspecify.annotations.NullMarked;
