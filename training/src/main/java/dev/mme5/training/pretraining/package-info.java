/// Pre-training a small model on pictures and their names, and on texts beside pictures: what `nano` was made with. Start at
/// [NamedPictureTask].
///
/// Shapes: `B` pictures of a step, `C` classes (concepts), `D` hidden, `V` vocabulary.
@NullMarked
package dev.mme5.training.pretraining;

import org.jspecify.annotations.NullMarked;
