package dev.mme5.model.mllama;

import dev.mme5.model.mllama.MllamaConfig.VisionConfig;
import dev.mme5.model.nn.Attention;
import dev.mme5.model.nn.LayerNorm;
import dev.mme5.model.nn.Linear;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Pass;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.Tensor;
import java.util.Optional;

/// One layer of the vision encoder: attention and a GELU network, each after a norm; global layers scale both by tanh of a gate
/// (reference: `MllamaVisionEncoderLayer`).
final class VisionLayer {
    private final int heads;
    private final LayerNorm inputNorm;
    private final LayerNorm attentionNorm;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear output;
    private final Linear up;
    private final Linear down;
    private final Optional<Parameter> attentionGate;
    private final Optional<Parameter> networkGate;

    VisionLayer(Weights.Branch weights, VisionConfig config, boolean gated) {
        int size = config.hiddenSize();
        heads = config.heads();
        inputNorm = weights.layerNorm("input_layernorm", size, config.normEps());
        attentionNorm = weights.layerNorm("post_attention_layernorm", size, config.normEps());
        query = weights.linear("self_attn.q_proj", size, size);
        key = weights.linear("self_attn.k_proj", size, size);
        value = weights.linear("self_attn.v_proj", size, size);
        output = weights.linear("self_attn.o_proj", size, size);
        up = weights.linearWithBias("mlp.fc1", size, config.intermediateSize());
        down = weights.linearWithBias("mlp.fc2", config.intermediateSize(), size);
        attentionGate = gated ? Optional.of(weights.take("gate_attn", 1)) : Optional.empty();
        networkGate = gated ? Optional.of(weights.take("gate_ffn", 1)) : Optional.empty();
    }

    /// @param x [B, N*Q, E]
    /// @param mask [B or 1, 1, N*Q, N*Q], added to the scores
    Tensor forward(Tensor x, Tensor mask, Pass pass) {
        Tensor attended = x.add(gated(attend(inputNorm.forward(x), mask, pass), attentionGate));
        return attended.add(gated(network(attentionNorm.forward(attended), pass), networkGate));
    }

    Tensor network(Tensor x, Pass pass) {
        return down.forward(up.forward(x, pass).gelu(), pass);
    }

    Tensor attend(Tensor x, Tensor mask, Pass pass) {
        Tensor q = Attention.splitHeads(query.forward(x, pass), heads); // [B, H, N*Q, E/H]
        Tensor k = Attention.splitHeads(key.forward(x, pass), heads);
        Tensor v = Attention.splitHeads(value.forward(x, pass), heads);
        return output.forward(Attention.joinHeads(Attention.attend(q, k, v, Optional.of(mask), pass)), pass);
    }

    private static Tensor gated(Tensor x, Optional<Parameter> gate) {
        return gate.map(g -> x.mul(g.value().tanh())).orElse(x);
    }
}
