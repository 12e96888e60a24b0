package dev.mme5.core.corpus;

/// Which concepts may be learned from, tuned on and tested with; related concepts are in the same split.
public enum Split {
    TRAIN,
    DEV,
    TEST
}
