package dev.mme5.training;

import dev.mme5.core.Language;
import dev.mme5.core.corpus.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is learned.
public sealed interface TaskSpec {

    /// Contrastive examples from a native data set (mmE5 section 3.4).
    ///
    /// @param rows queries of a step
    /// @param subBatch queries of one task and modality pair that stand together in a step; equal to `rows` for one kind a step, 1 for a
    ///     free mix
    /// @param hardNegatives most hard negatives of a query: K
    /// @param temperature tau
    /// @param negatives whose hard negatives a query is set against
    /// @param compat whether rows and batches are read as the public training code does; none if left out
    /// @param dropLast whether the last synthesized row of each task is left out, as the public code loses it; no if left out
    /// @param augment whether pictures are changed at random each time they are shown, but for mirroring: an arrow keeps its direction;
    ///     no if left out
    record Contrastive(
            int rows,
            int subBatch,
            int hardNegatives,
            double temperature,
            Negatives negatives,
            Optional<Compat> compat,
            Optional<Boolean> dropLast,
            Optional<Boolean> augment)
            implements TaskSpec {
        /// Without the keys that may be left out.
        public Contrastive(int rows, int subBatch, int hardNegatives, double temperature, Negatives negatives) {
            this(rows, subBatch, hardNegatives, temperature, negatives, Optional.empty(), Optional.empty(), Optional.empty());
        }

        public Contrastive {
            if (rows < 2 || subBatch < 1 || rows % subBatch != 0) {
                throw new IllegalArgumentException(
                        "rows: expected a multiple of subBatch and at least 2, got " + rows + " with subBatch " + subBatch);
            }
            if (hardNegatives < 0) {
                throw new IllegalArgumentException("hardNegatives: expected a number from 0, got " + hardNegatives);
            }
            if (!(temperature > 0 && temperature <= 1)) {
                throw new IllegalArgumentException("temperature: expected a number in (0, 1], got " + temperature);
            }
            if (compat.equals(Optional.of(Compat.MME5)) && negatives != Negatives.OWN_QUERY) {
                throw new IllegalArgumentException(
                        "negatives: expected own-query, which compat: mme5 trains with, got shared; change one of the two");
            }
            if (compat.equals(Optional.of(Compat.MME5)) && augment.equals(Optional.of(true))) {
                throw new IllegalArgumentException("augment: expected false, as compat: mme5 shows pictures, got true; change one of the two");
            }
        }

        /// Whose ways of reading rows are followed.
        public Compat follows() {
            return compat.orElse(Compat.NONE);
        }

        /// Whether the last synthesized row of each task is left out.
        public boolean dropsLast() {
            return dropLast.orElse(false);
        }

        /// Whether pictures are changed at random each time they are shown.
        public boolean changesPictures() {
            return augment.orElse(false);
        }
    }

    /// Whose ways of reading rows are followed where they change a number.
    enum Compat {
        /// Ours: a row's vector never depends on what it is batched with, and a negative is a negative.
        NONE,
        /// Those of the public code of mmE5; see [dev.mme5.training.batch.ReferenceRows].
        MME5
    }

    /// Whose hard negatives stand against a query.
    enum Negatives {
        /// The whole batch's, equal contents counted once.
        SHARED,
        /// Its own only (reference: src/model.py `forward`); with [Compat#MME5] contents that occur again stay.
        OWN_QUERY
    }

    /// Pictures and their names: what a model is pre-trained on.
    ///
    /// @param start the weights to begin from
    /// @param corpus folder of the concepts
    /// @param splits concepts to learn from
    /// @param styles zip files of drawings with their share of the pictures
    /// @param languages languages that share the names equally
    /// @param otherLanguages share of all other languages together
    /// @param pictures pictures of a step, each with two texts
    /// @param temperature initial tau of the contrastive loss; learned
    /// @param classScale factor on the cosines to the class vectors
    /// @param captioned pictures with a text beside them; none if absent
    record NamedPictures(
            Start start,
            Path corpus,
            List<Split> splits,
            List<Style> styles,
            List<Language> languages,
            double otherLanguages,
            int pictures,
            double temperature,
            double classScale,
            Optional<Captioned> captioned)
            implements TaskSpec {
        public NamedPictures {
            splits = List.copyOf(splits);
            styles = List.copyOf(styles);
            languages = List.copyOf(languages);
            if (pictures < 2) {
                throw new IllegalArgumentException("pictures: expected at least 2, got " + pictures);
            }
            if (!(temperature > 0)) {
                throw new IllegalArgumentException("temperature: expected a number above 0, got " + temperature);
            }
        }
    }

    /// Where pre-training begins.
    sealed interface Start {
        /// Random weights.
        record Fresh() implements Start {}

        /// The weights in the model's folder.
        ///
        /// @param pictureGates factor from above 0 to 1 on how far the gates stand open through which pictures reach the text
        record Model(double pictureGates) implements Start {
            public Model {
                if (!(pictureGates > 0 && pictureGates <= 1)) {
                    throw new IllegalArgumentException("pictureGates: expected a number in (0, 1], got " + pictureGates);
                }
            }
        }
    }

    /// Pictures with a text beside them: how many for each picture of a step, by what the two have to do with each other.
    ///
    /// @param agreeing the text names what the picture shows
    /// @param hidden the text names what a picture shows that is covered, mostly or wholly
    /// @param wordsCount the picture shows something else, and the instruction says that the text counts
    /// @param pictureCounts the text names something else, and the instruction says that the picture counts
    record Captioned(double agreeing, double hidden, double wordsCount, double pictureCounts) {
        public Captioned {
            double sum = agreeing + hidden + wordsCount + pictureCounts;
            if (!(Math.min(Math.min(agreeing, hidden), Math.min(wordsCount, pictureCounts)) >= 0 && sum > 0 && sum <= 1)) {
                throw new IllegalArgumentException("expected shares from 0 whose sum is above 0 and at most 1, got " + agreeing + ", "
                        + hidden + ", " + wordsCount + " and " + pictureCounts);
            }
        }
    }

    /// Drawings of one hand.
    ///
    /// @param zip entries `<concept id>.png`
    /// @param share of the pictures, relative to the other styles
    record Style(Path zip, double share) {}
}
