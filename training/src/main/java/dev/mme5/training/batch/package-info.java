/// Which examples stand together in a step, and how their contents become rows. Start at [ContrastiveTask].
@NullMarked
package dev.mme5.training.batch;

import org.jspecify.annotations.NullMarked;
