/// The few building blocks that every model family shares: parameters, linear layers, norms, attention.
///
/// Shapes: `B` batch, `T` tokens, `D` hidden, `H` heads, `S` source tokens. Must not know any model family.
@NullMarked
package dev.mme5.model.nn;

import org.jspecify.annotations.NullMarked;
