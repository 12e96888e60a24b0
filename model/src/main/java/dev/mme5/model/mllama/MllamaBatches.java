package dev.mme5.model.mllama;

import dev.mme5.model.mllama.MllamaImages.TiledImage;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Encoded prompts to tensors in the current scope. All rows of a batch must have the same number of pictures, so that no row's vector
/// depends on another's.
public final class MllamaBatches {
    private MllamaBatches() {}

    public static TextBatch text(List<EncodedPrompt> rows) {
        int width = rows.stream().mapToInt(row -> row.ids().length).max().orElse(0);
        long[] ids = new long[rows.size() * width];
        int[] lengths = new int[rows.size()];
        List<List<TextBatch.ImageSpan>> spans = new ArrayList<>();
        for (int row = 0; row < lengths.length; row++) {
            int[] tokens = rows.get(row).ids();
            lengths[row] = tokens.length;
            for (int i = 0; i < tokens.length; i++) {
                ids[row * width + i] = tokens[i];
            }
            spans.add(rows.get(row).spans());
        }
        return new TextBatch(Ops.of(ids, rows.size(), width), lengths, spans);
    }

    /// @param type the model's type
    public static PixelBatch pixels(List<EncodedPrompt> rows, MllamaConfig.VisionConfig config, DType type) {
        int pictures = rows.getFirst().images().size();
        int tiles = config.maxTiles();
        int perTile = config.channels() * config.imageSize() * config.imageSize();
        float[] pixels = new float[rows.size() * pictures * tiles * perTile];
        long[] ids = new long[rows.size() * pictures];
        float[] mask = new float[ids.length * tiles];
        for (int at = 0; at < ids.length; at++) {
            TiledImage image = rows.get(at / pictures).images().get(at % pictures);
            System.arraycopy(image.pixels(), 0, pixels, at * tiles * perTile, image.pixels().length);
            ids[at] = image.aspectRatioId();
            Arrays.fill(mask, at * tiles, at * tiles + image.tiles(), 1);
        }
        int side = config.imageSize();
        Tensor values = Ops.of(pixels, rows.size(), pictures, tiles, config.channels(), side, side);
        return new PixelBatch(
                values.to(type),
                Ops.of(ids, rows.size(), pictures),
                Ops.of(mask, rows.size(), pictures, tiles));
    }
}
