package dev.mme5.synthesis.plan;

/// How well a text says what it means (arXiv 2401.00368, appendix: `clarity`).
public enum Clarity {
    CLEAR("clear"),
    UNDERSTANDABLE_WITH_SOME_EFFORT("understandable with some effort"),
    AMBIGUOUS("ambiguous");

    private final String words;

    Clarity(String words) {
        this.words = words;
    }

    /// As it is said to a teacher.
    public String words() {
        return words;
    }
}
