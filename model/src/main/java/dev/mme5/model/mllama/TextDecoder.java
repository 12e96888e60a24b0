package dev.mme5.model.mllama;

import dev.mme5.model.mllama.MllamaConfig.TextConfig;
import dev.mme5.model.mllama.TextLayer.TextContext;
import dev.mme5.model.mllama.TextLayer.Vision;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Pass;
import dev.mme5.model.nn.Residual;
import dev.mme5.model.nn.RmsNorm;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tokens, and what they see, to the state of each row's last token (reference: `MllamaTextModel`, and mmE5's `_pooling`). The
/// language-model head is never run; only the pooled row passes the final norm.
final class TextDecoder {
    /// Rows the reference adds to the vocabulary for the image token.
    private static final int EXTRA_TOKENS = 8;

    private final Parameter embedding;
    private final List<TextLayer> layers = new ArrayList<>();
    private final RmsNorm norm;
    private final RotaryEmbedding rotary;

    TextDecoder(Weights.Branch weights, TextConfig config) {
        embedding = weights.take("embed_tokens.weight", config.vocabularySize() + EXTRA_TOKENS, config.hiddenSize());
        for (int i = 0; i < config.layers(); i++) {
            Weights.Branch branch = weights.at("layers").at(i);
            layers.add(config.crossAttentionLayers().contains(i)
                    ? new CrossAttentionLayer(branch, config)
                    : new SelfAttentionLayer(branch, config));
        }
        norm = weights.rmsNorm("norm", config.hiddenSize(), config.rmsNormEps());
        rotary = new RotaryEmbedding(config);
    }

    Parameter tokenTable() {
        return embedding;
    }

    Parameter finalNorm() {
        return norm.weight();
    }

    /// @return [B, D], the normalised state of each row's last token
    Tensor forward(TextBatch batch, Optional<Vision> vision, Pass pass) {
        DType type = norm.weight().value().dtype();
        Tensor x = Residual.begin(Ops.embedding(embedding.value(), batch.ids()).to(type), pass); // [B, T, D]
        long width = x.size(1);
        TextContext context = new TextContext(rotary.table(width, type), causalMask((int) width, type), vision);
        for (TextLayer layer : layers) {
            try (TensorScope scope = TensorScope.open("text-layer")) {
                x = scope.keep(layer.forward(x, context, pass));
            }
        }
        return norm.forward(lastTokens(x, batch.lengths()));
    }

    /// Padding stands at the right, so the causal mask alone keeps real tokens from seeing it.
    private static Tensor causalMask(int width, DType type) {
        float[] mask = new float[width * width];
        for (int row = 0; row < width; row++) {
            for (int column = row + 1; column < width; column++) {
                mask[row * width + column] = Float.NEGATIVE_INFINITY;
            }
        }
        return Ops.of(mask, width, width).to(type); // [T, T]
    }

    private static Tensor lastTokens(Tensor x, int[] lengths) {
        long[] rows = new long[lengths.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i * x.size(1) + lengths[i] - 1;
        }
        return x.reshape(-1, x.size(2)).indexSelect(0, Ops.of(rows, rows.length)); // [B, D]
    }
}
