package dev.mme5.model.mllama;

import dev.mme5.model.mllama.TextBatch.ImageSpan;
import dev.mme5.model.mllama.TextLayer.Vision;
import dev.mme5.model.nn.Linear;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Pass;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An mllama model without its language-model head: pictures and tokens in, one state a row out
/// (reference: `MllamaForConditionalGeneration`). Holds no tensors of its own; the weights stay with [Weights].
public final class MllamaModel {
    private final MllamaConfig config;
    private final VisionEncoder vision;
    private final Linear projector;
    private final TextDecoder text;

    public MllamaModel(MllamaConfig config, Weights weights) {
        this.config = config;
        vision = new VisionEncoder(weights.at("vision_model"), config.vision());
        projector = weights.root().linearWithBias("multi_modal_projector", config.vision().outputSize(), config.text().hiddenSize());
        text = new TextDecoder(weights.at("language_model.model"), config.text());
        weights.expectAllTaken(List.of("language_model.lm_head."));
    }

    public MllamaConfig config() {
        return config;
    }

    Parameter tokenTable() {
        return text.tokenTable();
    }

    Parameter finalNorm() {
        return text.finalNorm();
    }

    /// The type that pixels must have: that of the weights at this moment.
    DType dtype() {
        return vision.dtype();
    }

    /// Rows without pictures.
    ///
    /// @return [B, D], not normalised to unit length
    public Tensor forward(TextBatch batch, Pass pass) {
        return text.forward(batch, Optional.empty(), pass);
    }

    /// Rows with pictures.
    ///
    /// @return [B, D], not normalised to unit length
    public Tensor forward(TextBatch batch, PixelBatch pixels, Pass pass) {
        Tensor states = projector.forward(vision.forward(pixels, pass), pass); // [B, S, D]
        return text.forward(batch, Optional.of(see(batch, states)), pass);
    }

    /// Which token sees which vision token. A token that may see none gets a row of zeros, and so attends to all of them, padding tiles
    /// included: that is how the published weights are used (the first beginning-of-text stands before the picture).
    Vision see(TextBatch batch, Tensor states) {
        int width = (int) batch.ids().size(1);
        int source = (int) states.size(1);
        float[] mask = new float[batch.rows() * width * source];
        float[] seeing = new float[batch.rows() * width];
        for (int row = 0; row < batch.rows(); row++) {
            List<ImageSpan> spans = batch.imageSpans().get(row);
            for (int token = 0; token < width; token++) {
                int at = (row * width + token) * source;
                if (maskRow(spans, token, mask, at, source)) {
                    seeing[row * width + token] = 1;
                }
            }
        }
        DType type = states.dtype();
        return new Vision(
                states,
                Ops.of(mask, batch.rows(), 1, width, source).to(type),
                Ops.of(seeing, batch.rows(), width, 1).to(type));
    }

    private boolean maskRow(List<ImageSpan> spans, int token, float[] mask, int at, int source) {
        int perTile = config.vision().patches();
        int perPicture = perTile * config.vision().maxTiles();
        if (spans.stream().noneMatch(span -> token >= span.from() && token < span.to())) {
            return false;
        }
        Arrays.fill(mask, at, at + source, Float.NEGATIVE_INFINITY);
        for (int picture = 0; picture < spans.size(); picture++) {
            ImageSpan span = spans.get(picture);
            if (token >= span.from() && token < span.to()) {
                int from = at + picture * perPicture;
                Arrays.fill(mask, from, from + span.tiles() * perTile, 0);
            }
        }
        return true;
    }
}
