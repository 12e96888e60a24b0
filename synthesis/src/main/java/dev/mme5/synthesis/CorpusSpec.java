package dev.mme5.synthesis;

import dev.mme5.core.corpus.Split;
import java.nio.file.Path;

/// Which pictures may occur. Every other style and split stays unseen.
///
/// @param folder of the corpus; what `--images` names takes its place
/// @param style of drawing
/// @param split of the concepts
/// @param queryAsHardNegative how often, from 0 to 1, an image-and-text query has its own picture as hard negative
public record CorpusSpec(Path folder, String style, Split split, double queryAsHardNegative) {

    /// @throws IllegalArgumentException if the last is not from 0 to 1
    public CorpusSpec {
        if (!(queryAsHardNegative >= 0 && queryAsHardNegative <= 1)) {
            throw new IllegalArgumentException("queryAsHardNegative: expected a number from 0 to 1, got " + queryAsHardNegative);
        }
    }
}
