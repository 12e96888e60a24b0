package dev.mme5.core.corpus;

import dev.mme5.core.Language;

/// The blanks in the sentences of this package.
final class Wordings {
    private static final String LANGUAGE = "{language}";

    private Wordings() {}

    static String fill(String wording, Language language) {
        return wording.contains(LANGUAGE) ? wording.replace(LANGUAGE, language.englishName()) : wording;
    }
}
