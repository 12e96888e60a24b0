/// Data synthesis (mmE5 section 3): an image corpus in, a contrastive training set out. Start at [Synthesizer]. Knows nothing of
/// models, training or evaluation.
@NullMarked
package dev.mme5.synthesis;

import org.jspecify.annotations.NullMarked;
