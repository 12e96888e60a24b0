package dev.mme5.model.nn;

import dev.mme5.torch.Rng;

/// How a forward pass is run.
///
/// @param training whether gradients will be asked for: dropout is active, and attention is written out because the backward pass of
///     the fused kernel is slow on CPU
/// @param rng source of dropout masks; one for each thread
public record Pass(boolean training, Rng rng) {

    /// A pass without dropout.
    public static Pass inference() {
        return new Pass(false, new Rng(0));
    }

    public static Pass training(Rng rng) {
        return new Pass(true, rng);
    }
}
