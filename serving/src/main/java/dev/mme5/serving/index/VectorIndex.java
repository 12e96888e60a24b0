package dev.mme5.serving.index;

import dev.mme5.core.Embedding;
import java.util.List;
import java.util.function.Predicate;

/// Finds the vectors nearest to a query. Safe for several threads until it is closed.
public interface VectorIndex extends AutoCloseable {

    /// What is in it, and which model's vectors they are.
    IndexManifest manifest();

    /// The entries of highest cosine among those that the filter lets through.
    ///
    /// @param query of the index's dimension
    /// @param k at most so many hits, at least 1
    /// @param filter asked before anything is scored: k hits come if k entries pass
    /// @return best first; of equal scores the entry added first
    /// @throws IllegalArgumentException if the dimension differs or k is below 1
    List<Hit> search(Embedding query, int k, Predicate<IndexEntry> filter);

    /// The entries of highest cosine.
    default List<Hit> search(Embedding query, int k) {
        return search(query, k, entry -> true);
    }

    @Override
    void close();
}
