package dev.mme5.synthesis.plan;

/// A picture's place in a row (mmE5 section 3.1: q_i, d⁺_i, d⁻_i).
public enum PictureRole {
    QUERY("query"),
    POSITIVE("positive"),
    HARD_NEGATIVE("hardNegative");

    private final String code;

    PictureRole(String code) {
        this.code = code;
    }

    /// The name used in the protocol and in files.
    public String code() {
        return code;
    }
}
