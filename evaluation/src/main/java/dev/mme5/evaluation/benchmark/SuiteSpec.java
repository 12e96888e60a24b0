package dev.mme5.evaluation.benchmark;

import dev.mme5.core.Language;
import dev.mme5.core.corpus.Split;
import java.nio.file.Path;
import java.util.List;

/// What to evaluate on, as a recipe says it under `suite`, by its `kind`.
public sealed interface SuiteSpec {

    /// Pictures and names of a concept corpus; see [ConceptSuite].
    ///
    /// @param corpus folder of the corpus
    /// @param style the drawing style to evaluate on, held out of training
    /// @param unseenSplit the split whose concepts were not, reported apart; `test`, or `dev` while a model is still being chosen
    /// @param languages text to image is measured in these
    /// @param captionLanguages image to text is measured in these
    /// @param questionLanguages questions ask for names and words in these
    /// @param queriesPerLanguage at most so many queries are drawn for each language; the pool is always the whole style
    /// @param rowsPerTask at most so many rows are drawn for each task with candidates
    /// @param candidates how many candidates a row has, the right one among them
    /// @param hardCandidates how many of the wrong ones are taken from the right one's own group or subgroup first
    record Concepts(
            Path corpus,
            String style,
            Split unseenSplit,
            List<Language> languages,
            List<Language> captionLanguages,
            List<Language> questionLanguages,
            int queriesPerLanguage,
            int rowsPerTask,
            int candidates,
            int hardCandidates)
            implements SuiteSpec {

        public Concepts {
            languages = distinct(languages);
            captionLanguages = distinct(captionLanguages);
            questionLanguages = distinct(questionLanguages);
            if (questionLanguages.isEmpty()) {
                throw new IllegalArgumentException("questionLanguages: expected at least one, got none");
            }
            requireAtLeast("queriesPerLanguage", 1, queriesPerLanguage);
            requireAtLeast("rowsPerTask", 1, rowsPerTask);
            requireAtLeast("candidates", 2, candidates);
            if (hardCandidates < 0 || hardCandidates >= candidates) {
                throw new IllegalArgumentException(
                        "hardCandidates: expected 0 to " + (candidates - 1) + ", one below candidates, got " + hardCandidates);
            }
        }
    }

    /// Captions in several languages over one set of pictures; see [XtdSuite].
    ///
    /// @param captions the folder of the original repository, or of files `<language>.jsonl` or `<language>/*.parquet` in MMEB's columns
    /// @param images the folder that picture names start from
    /// @param layout which of the two
    /// @param languages which to measure; Japanese is `ja`, though the original files say `jp`
    record Xtd(Path captions, Path images, XtdLayout layout, List<Language> languages) implements SuiteSpec {
        public Xtd {
            languages = distinct(languages);
            if (languages.isEmpty()) {
                throw new IllegalArgumentException("languages: expected at least one, got none");
            }
        }
    }

    /// How XTD's captions are stored.
    enum XtdLayout {
        /// Text files of captions beside a list of picture names, as in the original repository.
        ORIGINAL,
        /// One file for each language in MMEB's columns, as in `Haon-Chen/XTD-10`.
        MMEB
    }

    /// MMEB; see [MmebSuite].
    ///
    /// @param rows folder of `<data set>.jsonl` or `<data set>/*.parquet`
    /// @param images the folder that picture paths start from
    /// @param datasets which data sets to take; empty for all that are there
    record Mmeb(Path rows, Path images, List<String> datasets) implements SuiteSpec {
        public Mmeb {
            datasets = List.copyOf(datasets);
        }
    }

    /// Any folder of JSONL files in MMEB's columns; see [FolderSuite].
    ///
    /// @param rows folder of `*.jsonl`
    /// @param images the folder that picture paths start from
    record Folder(Path rows, Path images) implements SuiteSpec {}

    private static List<Language> distinct(List<Language> languages) {
        return languages.stream().distinct().toList();
    }

    private static void requireAtLeast(String key, int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException(key + ": expected at least " + least + ", got " + value);
        }
    }
}
