package dev.mme5.model.nn;

import dev.mme5.torch.DType;
import dev.mme5.torch.Tensor;

/// Root-mean-square normalisation over the last axis; computed in f32 (f64 stays) and cast back before the weight, as the reference does.
public record RmsNorm(Parameter weight, double eps) {

    /// @param x [.., D]
    public Tensor forward(Tensor x) {
        DType type = x.dtype();
        Tensor wide = x.to(type == DType.F64 ? type : DType.F32);
        Tensor scale = wide.square().mean(-1, true).add(eps).rsqrt(); // [.., 1]
        return wide.mul(scale).to(type).mul(weight.value());
    }
}
