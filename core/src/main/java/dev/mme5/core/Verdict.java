package dev.mme5.core;

/// What a quality gate says of a row.
public sealed interface Verdict {

    record Accepted() implements Verdict {}

    /// @param gate the gate's name, used to count
    /// @param reason what was expected and what was found
    record Rejected(String gate, String reason) implements Verdict {}
}
