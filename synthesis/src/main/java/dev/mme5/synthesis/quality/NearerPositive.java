package dev.mme5.synthesis.quality;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.Embedder;
import dev.mme5.core.Embedding;
import dev.mme5.core.Example;
import dev.mme5.core.Prompts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// To an embedder, the positive is nearer to the query than the hard negative is. Rows go through it together.
final class NearerPositive implements Gate {
    private final Embedder embedder;
    private final double margin;

    /// @param margin by how much the hard negative may be nearer
    NearerPositive(Embedder embedder, double margin) {
        this.embedder = embedder;
        this.margin = margin;
    }

    @Override
    public String name() {
        return "nearer-positive";
    }

    @Override
    public Optional<String> objection(Candidate candidate) {
        return objections(List.of(candidate)).getFirst();
    }

    @Override
    public List<Optional<String>> objections(List<Candidate> candidates) {
        List<Content> contents = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Example example = candidate.example();
            contents.add(Prompts.query(example.instruction(), example.query()));
            contents.add(Prompts.document(example.positive()));
            contents.add(Prompts.document(example.hardNegatives().getFirst()));
        }
        try {
            List<Embedding> embeddings = embedder.embed(contents);
            List<Optional<String>> objections = new ArrayList<>();
            for (int i = 0; i < candidates.size(); i++) {
                objections.add(objection(embeddings.subList(3 * i, 3 * i + 3)));
            }
            return objections;
        } catch (ContentException e) {
            if (candidates.size() > 1) { // one of them is broken: which one shows one by one
                return candidates.stream().map(this::objection).toList();
            }
            return List.of(Optional.of("row: expected contents that can be embedded, got " + e.getMessage()));
        }
    }

    private Optional<String> objection(List<Embedding> row) {
        double positive = row.get(0).dot(row.get(1));
        double negative = row.get(0).dot(row.get(2));
        return negative - positive > margin
                ? Optional.of(String.format(Locale.ROOT,
                        "hardNegative: expected one farther from the query than the positive, got a cosine of %.3f against %.3f", negative, positive))
                : Optional.empty();
    }
}
