package dev.mme5.serving.embed;

/// What a broken row leads to.
public enum OnError {
    /// The first one ends the run, and nothing is written.
    FAIL,
    /// It is set aside and listed; the others are written.
    SKIP
}
