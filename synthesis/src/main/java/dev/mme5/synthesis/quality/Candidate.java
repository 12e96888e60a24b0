package dev.mme5.synthesis.quality;

import dev.mme5.core.Example;
import dev.mme5.core.Thinking;
import dev.mme5.synthesis.plan.RowKind;

/// A row that waits for its verdict.
///
/// @param kind what was planned
/// @param texts what the teacher wrote in the end, as far as the modality pair has a place for it
/// @param example the same as it would go into the data set
public record Candidate(RowKind kind, Thinking.Draft texts, Example example) {}
