package dev.mme5.model.nn;

import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import java.util.Optional;

/// A linear layer y = x Wᵀ + b, possibly adapted.
public interface Linear {

    /// @param x [.., in]
    /// @return [.., out]
    Tensor forward(Tensor x, Pass pass);

    /// The layer as the checkpoint has it.
    record Dense(Parameter weight, Optional<Parameter> bias) implements Linear {
        @Override
        public Tensor forward(Tensor x, Pass pass) {
            Tensor w = weight.value();
            return bias.map(b -> Ops.linear(x, w, b.value())).orElseGet(() -> Ops.linear(x, w));
        }
    }
}
