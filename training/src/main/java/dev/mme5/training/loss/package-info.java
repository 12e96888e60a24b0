/// Losses over unit vectors. Pure functions: tensors in, a scalar tensor out. Start at [InfoNce].
///
/// Shapes: `B` queries, `C` candidates, `K` hard negatives, `D` hidden.
@NullMarked
package dev.mme5.training.loss;

import org.jspecify.annotations.NullMarked;
