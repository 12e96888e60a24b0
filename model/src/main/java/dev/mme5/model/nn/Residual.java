package dev.mme5.model.nn;

import dev.mme5.torch.DType;
import dev.mme5.torch.Tensor;

/// The sum that runs through a network and that every layer adds to.
public final class Residual {
    private Residual() {}

    /// The beginning of the sum. Without gradients a half type is widened to f32: each layer's addition would round away some of what
    /// the layers before it found, and one wide tensor costs nothing beside the layers' products. With gradients it stays, since
    /// backward keeps every sum in memory.
    public static Tensor begin(Tensor x, Pass pass) {
        boolean half = x.dtype() == DType.BF16 || x.dtype() == DType.F16;
        return half && !pass.training() ? x.to(DType.F32) : x;
    }
}
