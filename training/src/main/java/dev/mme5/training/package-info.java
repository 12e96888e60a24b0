/// Training: [Trainer] is the loop, [GradientStep] one step's gradients, [TrainingTask] what a step learns from. Knows models only
/// through [dev.mme5.model.Encoder].
///
/// Shapes: `B` queries of a step, `R` rows of a step that are encoded, `D` hidden, `K` hard negatives.
@NullMarked
package dev.mme5.training;

import org.jspecify.annotations.NullMarked;
