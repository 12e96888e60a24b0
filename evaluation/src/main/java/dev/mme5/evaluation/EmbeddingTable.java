package dev.mme5.evaluation;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.Embedder;
import dev.mme5.core.Embedding;
import dev.mme5.core.Modality;
import dev.mme5.core.run.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Embeddings by content: equal contents are embedded once, whatever row, task or language they occur in. A content that cannot be
/// embedded is remembered with the reason and harms no other. Not thread-safe.
final class EmbeddingTable {
    private final Embedder embedder;
    private final int chunk;
    private final Map<Content, Embedding> embeddings = new HashMap<>();
    private final Map<Content, String> failures = new HashMap<>();

    /// @param chunk how many contents go to the embedder in one call
    EmbeddingTable(Embedder embedder, int chunk) {
        this.embedder = embedder;
        this.chunk = chunk;
    }

    /// Embeds what is not in the table yet.
    ///
    /// @param stage told of each content done
    void embed(Collection<Content> contents, Progress.Stage stage) {
        List<Content> wanted = new LinkedHashSet<>(contents).stream()
                .filter(content -> !embeddings.containsKey(content) && !failures.containsKey(content))
                .map(Sized::of)
                .sorted(Sized.BATCH_ORDER)
                .map(Sized::content)
                .toList();
        for (int from = 0; from < wanted.size(); from += chunk) {
            List<Content> part = wanted.subList(from, Math.min(from + chunk, wanted.size()));
            embedChunk(part);
            stage.advance(part.size());
        }
    }

    /// Contents of one kind and of similar length stand together, which spares a model most of the padding.
    private record Sized(Content content, Modality modality, int characters) {
        static final Comparator<Sized> BATCH_ORDER = Comparator.comparing(Sized::modality).thenComparingInt(Sized::characters);

        static Sized of(Content content) {
            return new Sized(content, content.modality(), content.text().map(String::length).orElse(0));
        }
    }

    private void embedChunk(List<Content> contents) {
        List<Content> left = new ArrayList<>(contents);
        while (!left.isEmpty()) {
            try {
                List<Embedding> vectors = embedder.embed(left);
                requireOneEach(left, vectors);
                for (int i = 0; i < left.size(); i++) {
                    embeddings.put(left.get(i), vectors.get(i));
                }
                return;
            } catch (ContentException e) {
                if (e.index() < 0 || e.index() >= left.size()) {
                    throw e;
                }
                failures.put(left.remove(e.index()), String.valueOf(e.getMessage()));
            }
        }
    }

    private void requireOneEach(List<Content> contents, List<Embedding> vectors) {
        if (vectors.size() != contents.size()) {
            throw new IllegalStateException(
                    embedder.info().name() + ": expected " + contents.size() + " embeddings, got " + vectors.size());
        }
    }

    /// @throws IllegalStateException if the content could not be embedded or was never asked for
    Embedding embedding(Content content) {
        Embedding found = embeddings.get(content);
        if (found == null) {
            throw new IllegalStateException("embedding: expected one that was made, got none for " + content);
        }
        return found;
    }

    /// Why a content could not be embedded; empty if it was.
    Optional<String> failure(Content content) {
        return Optional.ofNullable(failures.get(content));
    }

    void clear() {
        embeddings.clear();
        failures.clear();
    }
}
