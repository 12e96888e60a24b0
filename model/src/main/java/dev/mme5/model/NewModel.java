package dev.mme5.model;

import dev.mme5.torch.DType;

/// What a model's first weights are.
///
/// @param start how they are drawn
/// @param seed decides them
/// @param type of the weights on disk
public record NewModel(Start start, long seed, DType type) {

    /// How first weights are drawn.
    public enum Start {
        /// So that a small model learns from the first step.
        LEARNABLE,
        /// Fast, for trying a size; with the language-model head that published checkpoints have.
        NOISE
    }
}
