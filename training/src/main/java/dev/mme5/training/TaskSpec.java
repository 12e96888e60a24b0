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
    record Contrastive(
            int rows,
            int subBatch,
            int hardNegatives,
            double temperature,
            Negatives negatives,
            Optional<Compat> compat,
            Optional<Boolean> dropLast)
            implements TaskSpec {
        /// Without the keys that may be left out.
        public Contrastive(int rows, int subBatch, int hardNegatives, double temperature, Negatives negatives) {
            this(rows, subBatch, hardNegatives, temperature, negatives, Optional.empty(), Optional.empty());
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
        }

        /// Whose ways of reading rows are followed.
        public Compat follows() {
            return compat.orElse(Compat.NONE);
        }

        /// Whether the last synthesized row of each task is left out.
        public boolean dropsLast() {
            return dropLast.orElse(false);
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
    /// @param corpus folder of the concepts
    /// @param splits concepts to learn from
    /// @param styles zip files of drawings with their share of the pictures
    /// @param languages languages that share the names equally
    /// @param otherLanguages share of all other languages together
    /// @param pictures pictures of a step, each with two texts
    /// @param temperature initial tau of the contrastive loss; learned
    /// @param classScale factor on the cosines to the class vectors
    record NamedPictures(
            Path corpus,
            List<Split> splits,
            List<Style> styles,
            List<Language> languages,
            double otherLanguages,
            int pictures,
            double temperature,
            double classScale) implements TaskSpec {
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

    /// Drawings of one hand.
    ///
    /// @param zip entries `<concept id>.png`
    /// @param share of the pictures, relative to the other styles
    record Style(Path zip, double share) {}
}
