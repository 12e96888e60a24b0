package dev.mme5.synthesis.quality;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The gates of a recipe beyond those that every row must pass. Each may be left out.
///
/// @param language is each text in its language?
/// @param copies does a text repeat another one of its row?
/// @param length are texts as long as the plan asks?
/// @param hardNegative does an embedder find the positive nearer than the hard negative?
/// @param nearDuplicates does a row say nearly what an earlier one says?
/// @param benchmarks is anything of a benchmark in the row?
public record GatesSpec(
        Optional<LanguageSpec> language,
        Optional<CopiesSpec> copies,
        Optional<LengthSpec> length,
        Optional<HardNegativeSpec> hardNegative,
        Optional<NearDuplicatesSpec> nearDuplicates,
        Optional<BenchmarksSpec> benchmarks) {

    /// None of them.
    public static final GatesSpec NONE = new GatesSpec(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// Refuses a text that another language explains better than its own.
    ///
    /// @param minLetters texts with fewer letters are not judged: names are alike in many languages
    /// @param margin how much better, in nats for each letter. At 0.2 none of 68 sentences in 52 languages was refused, and
    ///     3,448 of 3,463 pairs of such a sentence with a wrong language were
    public record LanguageSpec(int minLetters, double margin) {
        public LanguageSpec {
            atLeast("minLetters", minLetters, 1);
            atLeast("margin", margin, 0);
        }
    }

    /// Refuses a query that repeats the positive or is repeated by it, and a hard negative that repeats the positive.
    ///
    /// @param shingle length of the pieces that are compared, in letters
    /// @param minLetters shorter texts are not judged, but for equality
    /// @param share of the shorter text's pieces that are in the other one, from which on it is a copy
    public record CopiesSpec(int shingle, int minLetters, double share) {
        public CopiesSpec {
            atLeast("shingle", shingle, 1);
            atLeast("minLetters", minLetters, shingle);
            requireShare("share", share);
        }
    }

    /// Refuses retrieval texts that are much shorter or longer than the row's style asks, and labels and answers that are no labels. In
    /// scripts without blanks between words, two letters count as a word in Han and kana, five in Thai, Lao, Khmer and Burmese.
    ///
    /// @param slack the share of the fewest words that is enough; the most words may be exceeded by its inverse
    /// @param mostLabelWords of labels and answers
    public record LengthSpec(double slack, int mostLabelWords) {
        public LengthSpec {
            requireShare("slack", slack);
            atLeast("mostLabelWords", mostLabelWords, 1);
        }
    }

    /// Refuses rows whose hard negative is nearer to the query than the positive is.
    ///
    /// @param model to embed with: the name of one that ships, such as `nano`, or a folder
    /// @param adapter to put on top
    /// @param margin how much nearer, as a difference of cosines; below 0, the positive must be nearer by so much
    public record HardNegativeSpec(String model, Optional<Path> adapter, double margin) {
        public HardNegativeSpec {
            if (!(margin >= -2 && margin <= 2)) {
                throw new IllegalArgumentException("margin: expected a number from -2 to 2, got " + margin);
            }
        }
    }

    /// Refuses rows whose texts, taken together, are nearly those of an earlier row (MinHash).
    ///
    /// @param shingle length of the pieces that are compared, in letters
    /// @param minLetters rows with fewer letters are not judged: short labels come back
    /// @param similarity share of common pieces among all (Jaccard), estimated, from which on rows are alike
    public record NearDuplicatesSpec(int shingle, int minLetters, double similarity) {
        public NearDuplicatesSpec {
            atLeast("shingle", shingle, 1);
            atLeast("minLetters", minLetters, 1);
            requireShare("similarity", similarity);
        }
    }

    /// Refuses rows in which something of a benchmark occurs.
    ///
    /// @param texts files whose texts count: every string of each row of a `.jsonl` (or `.jsonl.gz`), else every line
    /// @param pictures whose look counts: folders, rows or tars, as a corpus may be
    /// @param words how many words in a row must be the same
    /// @param minLetters texts of the benchmark with fewer letters do not count: labels are everybody's
    /// @param bits pictures whose difference hashes differ in at most so many bits are the same
    public record BenchmarksSpec(List<Path> texts, List<Path> pictures, int words, int minLetters, int bits) {
        public BenchmarksSpec {
            texts = List.copyOf(texts);
            pictures = List.copyOf(pictures);
            atLeast("words", words, 2);
            atLeast("minLetters", minLetters, 1);
            if (bits < 0 || bits > 63) {
                throw new IllegalArgumentException("bits: expected 0 to 63, got " + bits);
            }
        }
    }

    private static void atLeast(String key, double value, double least) {
        if (!(value >= least) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(key + ": expected at least " + least + ", got " + value);
        }
    }

    private static void requireShare(String key, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(key + ": expected a number above 0, up to 1, got " + value);
        }
    }
}
