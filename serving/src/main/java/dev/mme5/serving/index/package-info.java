/// Vectors with what they stand for, searched by cosine. Start at [VectorIndex]; [ExactIndex] is the one on disk.
/// Knows vectors, not models: who turns a question into a vector is `dev.mme5.serving.search`.
@NullMarked
package dev.mme5.serving.index;

import org.jspecify.annotations.NullMarked;
