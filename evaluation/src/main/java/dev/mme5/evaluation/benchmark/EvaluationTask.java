package dev.mme5.evaluation.benchmark;

import dev.mme5.core.Content;
import dev.mme5.core.ModalityPair;
import dev.mme5.evaluation.metric.Metric;
import java.util.List;

/// Queries, documents, and which document is right for which query. Contents are whole prompts, ready for an embedder. Immutable.
public sealed interface EvaluationTask permits CandidateTask, RetrievalTask {

    TaskLabel label();

    /// The queries, one for each row, in the order of the rows.
    List<Content> queries();

    /// The documents, each once.
    List<Content> documents();

    List<Metric> metrics();

    /// The key of what the row is about; rows with equal keys are not independent of each other.
    String cluster(int row);

    /// Hash of everything that the result depends on besides the embedder; the same on every machine.
    String hash();

    default int rows() {
        return queries().size();
    }

    /// What is matched with what, by the first row.
    default ModalityPair modalities() {
        return ModalityPair.of(queries().getFirst(), documents().getFirst());
    }
}
