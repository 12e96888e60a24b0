package dev.mme5.core;

import java.util.List;

/// One contrastive training example: the quadruple (t, q, d⁺, d⁻…) of mmE5 section 3.1 and where it comes from.
///
/// @param instruction t, always in English
/// @param query q, without the instruction
/// @param hardNegatives d⁻, K of them, K may be 0
public record Example(
        String id,
        TaskKind task,
        Language language,
        String instruction,
        Content query,
        Content positive,
        List<Content> hardNegatives,
        Provenance provenance) {

    public Example {
        hardNegatives = List.copyOf(hardNegatives);
    }

    /// What is matched with what.
    public ModalityPair modalities() {
        return ModalityPair.of(query, positive);
    }
}
