/// Pre-training a small model from scratch on pictures and their names: what `nano` was made with. Start at [NamedPictureTask].
///
/// Shapes: `B` pictures of a step, `C` classes (concepts), `D` hidden, `V` vocabulary.
@NullMarked
package dev.mme5.training.pretraining;

import org.jspecify.annotations.NullMarked;
