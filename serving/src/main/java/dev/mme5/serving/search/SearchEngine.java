package dev.mme5.serving.search;

import dev.mme5.core.Embedder;
import dev.mme5.core.Embedding;
import dev.mme5.serving.index.Hit;
import dev.mme5.serving.index.IndexEntry;
import dev.mme5.serving.index.VectorIndex;
import java.util.List;
import java.util.function.Predicate;

/// Answers questions from an index with the model that made it. Owns neither: who opened them closes them.
/// As safe for several threads as the two are.
public final class SearchEngine {
    private final Embedder embedder;
    private final VectorIndex index;

    /// @throws dev.mme5.core.DatasetException if the index holds another model's vectors
    public SearchEngine(Embedder embedder, VectorIndex index) {
        index.manifest().requireModel(embedder.info(), "index");
        this.embedder = embedder;
        this.index = index;
    }

    /// The k nearest entries, best first.
    ///
    /// @throws dev.mme5.core.ContentException if the query's picture cannot be read
    public List<Hit> search(SearchQuery query, int k) {
        return search(query, k, entry -> true);
    }

    /// The k nearest entries among those that the filter lets through, best first.
    public List<Hit> search(SearchQuery query, int k, Predicate<IndexEntry> filter) {
        Embedding vector = embedder.embed(List.of(query.content())).getFirst();
        return index.search(vector, k, filter);
    }
}
