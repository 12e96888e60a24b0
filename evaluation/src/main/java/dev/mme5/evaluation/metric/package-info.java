/// Metrics as pure functions over the rank of the right answer, and how sure one may be of them. Start at [Metric] and [Bootstrap].
/// Knows nothing of embeddings, tasks or files.
@NullMarked
package dev.mme5.evaluation.metric;

import org.jspecify.annotations.NullMarked;
