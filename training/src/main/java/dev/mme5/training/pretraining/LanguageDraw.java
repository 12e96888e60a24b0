package dev.mme5.training.pretraining;

import dev.mme5.core.Language;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.random.SeededRandom;
import java.util.List;

/// Draws a language for a name: one of the named ones, or, with the rest's share, any other that the concept has.
final class LanguageDraw {
    private final List<Language> named;
    private final double others;

    LanguageDraw(List<Language> named, double others) {
        this.named = List.copyOf(named);
        this.others = others;
    }

    Language draw(Concept concept, SeededRandom random) {
        if (random.nextDouble() >= others) {
            return random.pick(named);
        }
        return new Language(random.pick(concept.names().keySet().stream().sorted().toList()));
    }
}
