package dev.mme5.synthesis;

import dev.mme5.core.corpus.Split;
import dev.mme5.synthesis.mining.MiningSpec;
import java.nio.file.Path;
import java.util.Optional;

/// Which pictures may occur.
public sealed interface CorpusSpec {

    /// Where the pictures lie; what `--images` names takes its place.
    Path location();

    /// The recipe's key of [#location()].
    String locationKey();

    /// Pictures with names in many languages. Every other style and split stays unseen.
    ///
    /// @param folder of the corpus
    /// @param style of drawing
    /// @param split of the concepts
    /// @param queryAsHardNegative how often, from 0 to 1, an image-and-text query has its own picture as hard negative
    /// @param wishOfAnyKind how often, from 0 to 1, an image-and-text query wishes for a picture of any kind, not of its own
    record Concepts(Path folder, String style, Split split, double queryAsHardNegative, double wishOfAnyKind)
            implements CorpusSpec {

        /// @throws IllegalArgumentException if a share is not from 0 to 1
        public Concepts {
            requireShare("queryAsHardNegative", queryAsHardNegative);
            requireShare("wishOfAnyKind", wishOfAnyKind);
        }

        @Override
        public Path location() {
            return folder;
        }

        @Override
        public String locationKey() {
            return "folder";
        }

        private static void requireShare(String key, double value) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(key + ": expected a number from 0 to 1, got " + value);
            }
        }
    }

    /// Any pictures, of which nothing is known but what they show.
    ///
    /// @param images a folder, rows in JSONL, a WebDataset's tar: see [dev.mme5.synthesis.corpus.PictureSource]
    /// @param mining how the pictures of documents are found; may be left out if no modality pair with a share has any
    record Pictures(Path images, Optional<MiningSpec> mining) implements CorpusSpec {

        @Override
        public Path location() {
            return images;
        }

        @Override
        public String locationKey() {
            return "images";
        }
    }
}
