package dev.mme5.core;

/// Where an [Example] comes from.
public sealed interface Provenance {

    /// From a labelled data set.
    ///
    /// @param dataset its name
    record Labelled(String dataset) implements Provenance {}

    /// Written by a teacher in one pass.
    ///
    /// @param teacher the teacher's name and version
    /// @param promptVersion hash of the prompt it answered
    /// @param seed the row's seed
    /// @param thinking everything the teacher wrote before its revised answer
    record Synthetic(String teacher, String promptVersion, long seed, Thinking thinking) implements Provenance {}
}
