/// Counts what a data set holds: [Statistics].
@NullMarked
package dev.mme5.data.stats;

import org.jspecify.annotations.NullMarked;
