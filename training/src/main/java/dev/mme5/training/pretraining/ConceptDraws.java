package dev.mme5.training.pretraining;

import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.training.TaskSpec.NamedPictures;
import dev.mme5.training.augmentation.Augmentation;
import java.util.List;
import java.util.Optional;

/// What a concept is shown as: a drawing in one of the styles, a text in one of the languages. Thread-safe.
final class ConceptDraws {
    private static final double KEYWORD_TEXTS = 0.15;

    private final DrawingStyles drawings;
    private final LanguageDraw languages;

    ConceptDraws(NamedPictures spec) {
        this.drawings = new DrawingStyles(spec.styles());
        this.languages = new LanguageDraw(spec.languages(), spec.otherLanguages());
    }

    ImageRef drawing(Concept concept, SeededRandom random) {
        return drawings.draw(concept, random);
    }

    /// The concept's name in a drawn language; sometimes two of its keywords.
    String text(Concept concept, SeededRandom random) {
        Language language = languages.draw(concept, random);
        List<String> keywords = concept.keywords(language);
        if (keywords.size() >= 2 && random.nextDouble() < KEYWORD_TEXTS) {
            return String.join(", ", random.sample(keywords, 2));
        }
        Optional<String> name = concept.name(language);
        return name.orElseGet(() -> concept.name(Language.ENGLISH).orElseThrow());
    }

    /// Changes to a drawing of the concept that leave what it shows.
    static Augmentation changes(Concept concept, SeededRandom random) {
        String group = concept.group();
        return new Augmentation(random, group.equals("Animals & Nature") || group.equals("Food & Drink"));
    }
}
