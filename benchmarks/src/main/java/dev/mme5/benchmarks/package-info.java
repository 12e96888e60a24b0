/// Programs that measure the whole against what the machine can do. Not part of what ships; each has a `main`.
@NullMarked
package dev.mme5.benchmarks;

import org.jspecify.annotations.NullMarked;
