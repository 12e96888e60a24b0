/// Files of vectors: JSON lines and NumPy's `.npy`, written row by row and, for `.npy`, read by memory map.
/// Start at [VectorSink]. Knows nothing of models, queries or indexes.
@NullMarked
package dev.mme5.serving.vectors;

import org.jspecify.annotations.NullMarked;
