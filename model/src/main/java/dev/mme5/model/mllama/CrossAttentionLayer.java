package dev.mme5.model.mllama;

import dev.mme5.model.mllama.MllamaConfig.TextConfig;
import dev.mme5.model.nn.Attention;
import dev.mme5.model.nn.Linear;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Pass;
import dev.mme5.model.nn.RmsNorm;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.Tensor;
import java.util.Optional;

/// A decoder layer that looks at the picture (reference: `MllamaCrossAttentionDecoderLayer`). A row without a picture skips it,
/// whatever it is batched with, unless it was given a blank one (`compat: mme5`).
final class CrossAttentionLayer implements TextLayer {
    private final TextConfig config;
    private final RmsNorm inputNorm;
    private final RmsNorm attentionNorm;
    private final RmsNorm queryNorm;
    private final RmsNorm keyNorm;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear output;
    private final SwiGlu network;
    private final Parameter attentionGate;
    private final Parameter networkGate;

    CrossAttentionLayer(Weights.Branch weights, TextConfig config) {
        this.config = config;
        int size = config.hiddenSize();
        long keyValueSize = (long) config.keyValueHeads() * config.headSize();
        inputNorm = weights.rmsNorm("input_layernorm", size, config.rmsNormEps());
        attentionNorm = weights.rmsNorm("post_attention_layernorm", size, config.rmsNormEps());
        queryNorm = weights.rmsNorm("cross_attn.q_norm", config.headSize(), config.rmsNormEps());
        keyNorm = weights.rmsNorm("cross_attn.k_norm", config.headSize(), config.rmsNormEps());
        query = weights.linear("cross_attn.q_proj", size, size);
        key = weights.linear("cross_attn.k_proj", size, keyValueSize);
        value = weights.linear("cross_attn.v_proj", size, keyValueSize);
        output = weights.linear("cross_attn.o_proj", size, size);
        network = new SwiGlu(weights.at("mlp"), config);
        attentionGate = weights.take("cross_attn_attn_gate", 1);
        networkGate = weights.take("cross_attn_mlp_gate", 1);
    }

    @Override
    public Tensor forward(Tensor x, TextContext context, Pass pass) {
        return context.vision().map(vision -> look(x, vision, pass)).orElse(x);
    }

    private Tensor look(Tensor x, Vision vision, Pass pass) {
        Tensor attended = x.add(attend(inputNorm.forward(x), vision, pass).mul(attentionGate.value().tanh()));
        Tensor refined = network.forward(attentionNorm.forward(attended), pass).mul(vision.seeing());
        return attended.add(refined.mul(networkGate.value().tanh()));
    }

    Tensor attend(Tensor x, Vision vision, Pass pass) {
        int heads = config.heads();
        int groups = config.keyValueHeads();
        Tensor q = queryNorm.forward(Attention.splitHeads(query.forward(x, pass), heads)); // [B, H, T, D/H]
        Tensor k = keyNorm.forward(Attention.splitHeads(key.forward(vision.states(), pass), groups)); // [B, G, S, D/H]
        Tensor v = Attention.splitHeads(value.forward(vision.states(), pass), groups);
        Tensor mixed = Attention.attend(
                q, Attention.repeatHeads(k, heads), Attention.repeatHeads(v, heads), Optional.of(vision.mask()), pass);
        return output.forward(Attention.joinHeads(mixed), pass);
    }
}
