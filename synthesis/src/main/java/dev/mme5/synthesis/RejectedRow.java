package dev.mme5.synthesis;

import dev.mme5.core.Language;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.TaskKind;
import dev.mme5.core.Thinking;
import dev.mme5.core.Verdict;
import dev.mme5.synthesis.plan.PlannedRow;
import java.util.Optional;

/// An answer that did not become a row; a line of `rejected.jsonl`.
///
/// @param texts what the teacher wrote, unless it gave nothing that could be read
record RejectedRow(
        String id,
        int attempt,
        TaskKind task,
        ModalityPair modality,
        Language language,
        String gate,
        String reason,
        Optional<Thinking.Draft> texts) {

    static RejectedRow of(PlannedRow row, Verdict.Rejected rejected, Optional<Thinking.Draft> texts) {
        return new RejectedRow(row.id(), row.attempt(), row.kind().task(), row.kind().modality(), row.kind().language(),
                rejected.gate(), rejected.reason(), texts);
    }
}
