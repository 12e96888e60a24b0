/// Adapters on linear layers: LoRA and DoRA, in PEFT's arithmetic and file layout. Start at [Adapter].
///
/// Shapes: `in` and `out` of a linear layer, `r` rank.
@NullMarked
package dev.mme5.model.adapter;

import org.jspecify.annotations.NullMarked;
