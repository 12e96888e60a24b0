package dev.mme5.model.nn;

import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;

/// Layer normalisation over the last axis.
public record LayerNorm(Parameter weight, Parameter bias, double eps) {

    /// @param x [.., D], in the weight's type or a wider one
    /// @return in the weight's type
    public Tensor forward(Tensor x) {
        DType type = weight.value().dtype();
        Tensor normed = Ops.layerNorm(x, weight.value().to(x.dtype()), bias.value().to(x.dtype()), eps);
        return normed.to(type);
    }
}
