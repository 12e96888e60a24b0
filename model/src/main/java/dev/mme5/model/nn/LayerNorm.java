package dev.mme5.model.nn;

import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;

/// Layer normalisation over the last axis.
public record LayerNorm(Parameter weight, Parameter bias, double eps) {

    /// @param x [.., D]
    public Tensor forward(Tensor x) {
        return Ops.layerNorm(x, weight.value(), bias.value(), eps);
    }
}
