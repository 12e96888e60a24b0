package dev.mme5.model.nn;

import dev.mme5.torch.DType;
import dev.mme5.torch.Tensor;

/// Root-mean-square normalisation over the last axis; computed in f32 (f64 stays) and cast to the weight's type before the weight, as
/// the reference does.
public record RmsNorm(Parameter weight, double eps) {

    /// @param x [.., D], in the weight's type or a wider one
    /// @return in the weight's type
    public Tensor forward(Tensor x) {
        Tensor wide = x.to(x.dtype() == DType.F64 ? DType.F64 : DType.F32);
        Tensor scale = wide.square().mean(-1, true).add(eps).rsqrt(); // [.., 1]
        return wide.mul(scale).to(weight.value().dtype()).mul(weight.value());
    }
}
