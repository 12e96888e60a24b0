package dev.mme5.core;

import java.util.Locale;

/// The meta-tasks of MMEB (mmE5 section 3.2 synthesizes the first three).
public enum TaskKind {
    CLASSIFICATION,
    VQA,
    RETRIEVAL,
    GROUNDING;

    /// The lower-case name used in files.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
