package dev.mme5.model.nn;

import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.Optional;

/// A linear layer y = x Wᵀ + b, possibly adapted.
public interface Linear {

    /// @param x [.., in]
    /// @return [.., out]
    Tensor forward(Tensor x, Pass pass);

    /// The layer as the checkpoint has it. A weight of another type than `x` is converted for the pass and then let go: a large model
    /// can be computed in F32 without being in memory in F32.
    record Dense(Parameter weight, Optional<Parameter> bias) implements Linear {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            Tensor w = weight.value();
            if (w.dtype() == x.dtype()) {
                return product(x, w);
            }
            try (TensorScope scope = TensorScope.open("converted-weight")) {
                return scope.keep(product(x, w.to(x.dtype())));
            }
        }

        private Tensor product(Tensor x, Tensor w) {
            return bias.map(b -> Ops.linear(x, w, b.value())).orElseGet(() -> Ops.linear(x, w));
        }
    }
}
