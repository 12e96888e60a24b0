package dev.mme5.synthesis.plan;

import dev.mme5.core.Language;
import dev.mme5.core.corpus.Concept;
import java.util.List;
import java.util.Optional;

/// How a text tells what a picture shows.
public enum TextForm {
    /// Its name.
    NAME,
    /// Up to three words that go with it.
    WORDS,
    /// Its name, then the words.
    CAPTION;

    private static final int MAX_WORDS = 3;
    /// Stands between the words of a text.
    public static final String SEPARATOR = ", ";

    /// The text in a language; the name alone where the corpus has no words; empty where it has no name either.
    public Optional<String> write(Concept concept, Language language) {
        List<String> words = concept.keywords(language).stream().limit(MAX_WORDS).toList();
        Optional<String> name = concept.name(language);
        if (words.isEmpty()) {
            return name;
        }
        String joined = String.join(SEPARATOR, words);
        return switch (this) {
            case NAME -> name;
            case WORDS -> Optional.of(joined);
            case CAPTION -> name.map(text -> text + SEPARATOR + joined);
        };
    }
}
