package dev.mme5.synthesis.plan;

/// The schooling that a reader needs (arXiv 2401.00368, appendix: `difficulty`).
public enum Difficulty {
    HIGH_SCHOOL("high school"),
    COLLEGE("college"),
    PHD("PhD");

    private final String words;

    Difficulty(String words) {
        this.words = words;
    }

    /// As it is said to a teacher.
    public String words() {
        return words;
    }
}
