package dev.mme5.model.mllama;

import dev.mme5.torch.Tensor;
import java.util.Arrays;
import java.util.List;

/// Token ids of a batch of rows that all have the same number of pictures, padded at the right.
///
/// @param ids [B, T]
/// @param lengths each row's tokens without padding
/// @param imageSpans for each row and each of its pictures, which tokens see it
public record TextBatch(Tensor ids, int[] lengths, List<List<ImageSpan>> imageSpans) {

    /// Tokens `from` (inclusive) to `to` (exclusive) see a picture of `tiles` tiles.
    public record ImageSpan(int from, int to, int tiles) {}

    public int rows() {
        return lengths.length;
    }

    public int width() {
        return Arrays.stream(lengths).max().orElse(0);
    }
}
