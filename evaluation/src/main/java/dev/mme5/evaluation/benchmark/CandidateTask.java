package dev.mme5.evaluation.benchmark;

import dev.mme5.core.Content;
import dev.mme5.evaluation.metric.Metric;
import java.util.List;

/// Each row has candidates of its own, the right one first: MMEB's row layout.
///
/// @param documents every candidate of every row, each once
public record CandidateTask(TaskLabel label, List<Content> documents, List<Row> candidateRows, List<Metric> metrics)
        implements EvaluationTask {

    /// @param candidates indices into the documents; index 0 is the right one
    /// @param cluster what the row is about
    public record Row(Content query, List<Integer> candidates, String cluster) {
        public Row {
            candidates = List.copyOf(candidates);
            if (candidates.isEmpty()) {
                throw new IllegalArgumentException("candidates: expected at least the right one, got none");
            }
        }
    }

    public CandidateTask {
        documents = List.copyOf(documents);
        candidateRows = List.copyOf(candidateRows);
        metrics = List.copyOf(metrics);
        if (candidateRows.isEmpty()) {
            throw new IllegalArgumentException(label.name() + ": expected at least one row, got none");
        }
    }

    @Override
    public List<Content> queries() {
        return candidateRows.stream().map(Row::query).toList();
    }

    @Override
    public int rows() {
        return candidateRows.size();
    }

    @Override
    public String cluster(int row) {
        return candidateRows.get(row).cluster();
    }

    @Override
    public String hash() {
        ContentHash hash = new ContentHash("candidates", label.name());
        documents.forEach(hash::add);
        for (Row row : candidateRows) {
            hash.add(row.query());
            hash.add(row.candidates().toString());
        }
        return hash.hex();
    }
}
