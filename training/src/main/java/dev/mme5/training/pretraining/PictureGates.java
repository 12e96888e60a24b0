package dev.mme5.training.pretraining;

import dev.mme5.core.ModelFormatException;
import dev.mme5.model.Encoder;
import dev.mme5.model.nn.Parameter;
import dev.mme5.torch.NoGrad;
import java.util.List;

/// The gates through which cross-attention lets pictures into the text's hidden states: a scalar g each, open by tanh(g). A model that
/// was never shown a text worth reading beside a picture opens them so far that the text has no weight in the sum, and no gradient.
public final class PictureGates {
    private PictureGates() {}

    /// Closes the gates to a share of how far they stand open.
    ///
    /// @param share in (0, 1]
    /// @throws ModelFormatException if the model has no such gates
    public static void close(Encoder encoder, double share) {
        List<Parameter> gates = encoder.weights().parameters().stream()
                .filter(parameter -> parameter.name().matches(".*\\.cross_attn_(attn|mlp)_gate"))
                .toList();
        if (gates.isEmpty()) {
            throw new ModelFormatException("pictureGates: expected a model with gated cross-attention, got one without; say 1");
        }
        try (NoGrad _ = NoGrad.enter()) {
            gates.forEach(gate -> gate.value().fillInPlace(atanh(Math.tanh(gate.value().item()) * share)));
        }
    }

    private static double atanh(double x) {
        return 0.5 * (Math.log1p(x) - Math.log1p(-x));
    }
}
