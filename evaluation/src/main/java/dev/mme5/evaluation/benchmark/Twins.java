package dev.mme5.evaluation.benchmark;

import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.run.Hashes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Concepts with the very same picture in a style, such as the flags of Norway and of Bouvet Island. Nothing in the picture tells
/// them apart, so whoever finds one has found the other, and neither is a wrong answer for the other.
final class Twins {
    private final Map<String, String> pictures;
    private final Map<String, List<Concept>> byPicture;

    private Twins(Map<String, String> pictures, Map<String, List<Concept>> byPicture) {
        this.pictures = pictures;
        this.byPicture = byPicture;
    }

    /// Compares the pictures byte by byte. A picture that cannot be read has no twin; the evaluation will set its rows aside.
    static Twins in(ConceptCorpus corpus, String style, List<Concept> concepts) {
        Map<String, String> pictures = new HashMap<>();
        Map<String, List<Concept>> byPicture = new HashMap<>();
        for (Concept concept : concepts) {
            String picture = pictureKey(corpus, style, concept);
            pictures.put(concept.id(), picture);
            byPicture.computeIfAbsent(picture, key -> new ArrayList<>()).add(concept);
        }
        return new Twins(pictures, byPicture);
    }

    private static String pictureKey(ConceptCorpus corpus, String style, Concept concept) {
        try {
            return Hashes.sha256(corpus.picture(style, concept).bytes());
        } catch (IOException e) {
            return concept.id();
        }
    }

    /// The concepts with this one's picture, itself included.
    List<Concept> of(Concept concept) {
        return byPicture.get(pictures.get(concept.id()));
    }

    /// Whether two concepts have the same picture, as one has with itself.
    boolean same(Concept one, Concept other) {
        return pictures.get(one.id()).equals(pictures.get(other.id()));
    }
}
