package dev.mme5.synthesis.quality;

import dev.mme5.core.Content;
import java.util.Locale;
import java.util.Optional;

/// Positive and hard negative are not the same, letter case aside; nor is a document the same as the query.
final class DifferentDocuments implements Gate {

    @Override
    public String name() {
        return "different-documents";
    }

    @Override
    public Optional<String> objection(Candidate candidate) {
        Content positive = candidate.example().positive();
        for (Content negative : candidate.example().hardNegatives()) {
            if (same(positive, negative)) {
                return Optional.of("hardNegative: expected another document than the positive, got the same");
            }
        }
        return same(positive, candidate.example().query())
                ? Optional.of("positive: expected another content than the query, got the same")
                : Optional.empty();
    }

    private static boolean same(Content left, Content right) {
        return left.images().equals(right.images()) && folded(left).equals(folded(right));
    }

    private static String folded(Content content) {
        return content.text().orElse("").strip().toLowerCase(Locale.ROOT);
    }
}
