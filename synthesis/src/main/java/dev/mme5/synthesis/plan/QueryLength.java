package dev.mme5.synthesis.plan;

/// How long a query's text is (arXiv 2401.00368, appendix: `query_length`).
public enum QueryLength {
    LESS_THAN_5_WORDS("less than 5 words", 0, 4),
    FROM_5_TO_15_WORDS("5 to 15 words", 5, 15),
    AT_LEAST_10_WORDS("at least 10 words", 10, Integer.MAX_VALUE);

    private final String words;
    private final int fewest;
    private final int most;

    QueryLength(String words, int fewest, int most) {
        this.words = words;
        this.fewest = fewest;
        this.most = most;
    }

    /// As it is said to a teacher.
    public String words() {
        return words;
    }

    /// The fewest words that still are of this length.
    public int fewest() {
        return fewest;
    }

    /// The most words that still are of this length.
    public int most() {
        return most;
    }
}
