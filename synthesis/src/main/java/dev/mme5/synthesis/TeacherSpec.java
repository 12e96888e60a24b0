package dev.mme5.synthesis;

/// Which teacher writes the rows.
public sealed interface TeacherSpec {

    /// Answers from the corpus's own names and groups, without a network.
    record Offline() implements TeacherSpec {}
}
