package dev.mme5.synthesis.teacher.offline;

/// Something wrong with a version of the texts.
///
/// @param aspect the heading of the self-evaluation it stands under
/// @param slot the text to draw again
/// @param problem what is wrong, a sentence
/// @param remedy what to do, a sentence
record Finding(Aspect aspect, Slot slot, String problem, String remedy) {

    /// The four headings of mmE5 section 3.3.
    enum Aspect {
        RELEVANCE,
        PLAUSIBILITY,
        CLARITY,
        DIVERSITY
    }
}
