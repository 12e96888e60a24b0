package dev.mme5.model.mllama;

import dev.mme5.model.mllama.MllamaConfig.TextConfig;
import dev.mme5.model.nn.Linear;
import dev.mme5.model.nn.Pass;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.Tensor;

/// The decoder's feed-forward network: down(silu(gate x) * up x) (reference: `MllamaTextMLP`).
final class SwiGlu {
    private final Linear gate;
    private final Linear up;
    private final Linear down;

    SwiGlu(Weights.Branch weights, TextConfig config) {
        gate = weights.linear("gate_proj", config.hiddenSize(), config.intermediateSize());
        up = weights.linear("up_proj", config.hiddenSize(), config.intermediateSize());
        down = weights.linear("down_proj", config.intermediateSize(), config.hiddenSize());
    }

    /// @param x [B, T, D]
    Tensor forward(Tensor x, Pass pass) {
        return down.forward(gate.forward(x, pass).silu().mul(up.forward(x, pass)), pass);
    }
}
