package dev.mme5.model.mllama;

import dev.mme5.model.mllama.MllamaConfig.TextConfig;
import dev.mme5.model.nn.Attention;
import dev.mme5.model.nn.Linear;
import dev.mme5.model.nn.Pass;
import dev.mme5.model.nn.RmsNorm;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.Tensor;
import java.util.Optional;

/// A decoder layer over the text itself (reference: `MllamaSelfAttentionDecoderLayer`).
final class SelfAttentionLayer implements TextLayer {
    private final TextConfig config;
    private final RmsNorm inputNorm;
    private final RmsNorm attentionNorm;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear output;
    private final SwiGlu network;

    SelfAttentionLayer(Weights.Branch weights, TextConfig config) {
        this.config = config;
        int size = config.hiddenSize();
        long keyValueSize = (long) config.keyValueHeads() * config.headSize();
        inputNorm = weights.rmsNorm("input_layernorm", size, config.rmsNormEps());
        attentionNorm = weights.rmsNorm("post_attention_layernorm", size, config.rmsNormEps());
        query = weights.linear("self_attn.q_proj", size, size);
        key = weights.linear("self_attn.k_proj", size, keyValueSize);
        value = weights.linear("self_attn.v_proj", size, keyValueSize);
        output = weights.linear("self_attn.o_proj", size, size);
        network = new SwiGlu(weights.at("mlp"), config);
    }

    @Override
    public Tensor forward(Tensor x, TextContext context, Pass pass) {
        Tensor attended = x.add(attend(inputNorm.forward(x), context, pass));
        return attended.add(network.forward(attentionNorm.forward(attended), pass));
    }

    Tensor attend(Tensor x, TextContext context, Pass pass) {
        int heads = config.heads();
        Tensor q = context.rotary().rotate(Attention.splitHeads(query.forward(x, pass), heads)); // [B, H, T, D/H]
        Tensor k = context.rotary().rotate(Attention.splitHeads(key.forward(x, pass), config.keyValueHeads()));
        Tensor v = Attention.splitHeads(value.forward(x, pass), config.keyValueHeads());
        Tensor mixed = Attention.attend(
                q,
                Attention.repeatHeads(k, heads),
                Attention.repeatHeads(v, heads),
                Optional.of(context.causalMask()),
                pass);
        return output.forward(Attention.joinHeads(mixed), pass);
    }
}
