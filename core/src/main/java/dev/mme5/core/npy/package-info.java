/// Matrices in NumPy's `.npy` format: what stands before the numbers. Start at [NpyHeader]. Knows nothing of what the rows are.
@NullMarked
package dev.mme5.core.npy;

import org.jspecify.annotations.NullMarked;
