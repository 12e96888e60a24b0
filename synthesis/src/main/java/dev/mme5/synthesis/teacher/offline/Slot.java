package dev.mme5.synthesis.teacher.offline;

/// A text of a row that can be drawn again without the others.
enum Slot {
    INSTRUCTION,
    QUERY,
    POSITIVE,
    HARD_NEGATIVE
}
