/// The mllama family (Llama-3.2-Vision): a tiled vision encoder with local and gated global layers, and a text decoder in which some
/// layers attend to the picture. Reference: transformers 4.48.3, `models/mllama`. Start at [MllamaModel].
///
/// Shapes: `B` batch, `T` tokens, `D` text hidden, `E` vision hidden, `H` heads, `N` tiles, `P` patches of a tile with its class token,
/// `Q` the same padded to a multiple of 8, `M` pictures of a row, `S` vision tokens a row can see.
@NullMarked
package dev.mme5.model.mllama;

import org.jspecify.annotations.NullMarked;
