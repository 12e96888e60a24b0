package dev.mme5.synthesis;

import dev.mme5.core.corpus.Split;
import java.nio.file.Path;

/// Which pictures may occur. Every other style and split stays unseen.
///
/// @param folder of the corpus; what `--images` names takes its place
/// @param style of drawing
/// @param split of the concepts
/// @param queryAsHardNegative how often, from 0 to 1, an image-and-text query has its own picture as hard negative
/// @param wishOfAnyKind how often, from 0 to 1, an image-and-text query wishes for a picture of any kind, not of its own
public record CorpusSpec(Path folder, String style, Split split, double queryAsHardNegative, double wishOfAnyKind) {

    /// @throws IllegalArgumentException if a share is not from 0 to 1
    public CorpusSpec {
        requireShare("queryAsHardNegative", queryAsHardNegative);
        requireShare("wishOfAnyKind", wishOfAnyKind);
    }

    private static void requireShare(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(key + ": expected a number from 0 to 1, got " + value);
        }
    }
}
