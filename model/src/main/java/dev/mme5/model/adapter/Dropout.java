package dev.mme5.model.adapter;

import dev.mme5.model.nn.Pass;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;

/// Dropout on an adapter's input.
final class Dropout {
    private Dropout() {}

    static boolean active(double p, Pass pass) {
        return p > 0 && pass.training();
    }

    static Tensor apply(Tensor x, double p, Pass pass) {
        return active(p, pass) ? Ops.dropout(x, p, pass.rng()) : x;
    }
}
