package dev.mme5.evaluation.benchmark;

import dev.mme5.core.Content;
import dev.mme5.evaluation.metric.Metric;
import java.util.List;

/// All queries search one pool of documents.
public record RetrievalTask(TaskLabel label, List<Content> documents, List<Query> searches, List<Metric> metrics)
        implements EvaluationTask {

    /// @param gold indices of the right documents, at least one
    /// @param cluster what the query is about
    public record Query(Content content, List<Integer> gold, String cluster) {
        public Query {
            gold = List.copyOf(gold);
            if (gold.isEmpty()) {
                throw new IllegalArgumentException("gold: expected at least one right document, got none");
            }
        }
    }

    public RetrievalTask {
        documents = List.copyOf(documents);
        searches = List.copyOf(searches);
        metrics = List.copyOf(metrics);
        if (searches.isEmpty()) {
            throw new IllegalArgumentException(label.name() + ": expected at least one query, got none");
        }
    }

    @Override
    public List<Content> queries() {
        return searches.stream().map(Query::content).toList();
    }

    @Override
    public int rows() {
        return searches.size();
    }

    @Override
    public String cluster(int row) {
        return searches.get(row).cluster();
    }

    @Override
    public String hash() {
        ContentHash hash = new ContentHash("retrieval", label.name());
        documents.forEach(hash::add);
        for (Query query : searches) {
            hash.add(query.content());
            hash.add(query.gold().toString());
        }
        return hash.hex();
    }
}
