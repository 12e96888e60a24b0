package dev.mme5.data.published;

import dev.mme5.core.Language;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Languages as data sets name them: by tag or by English name.
public final class RowLanguages {
    /// ISO 639-2's code for several languages: rows of which nobody says in what language they are.
    public static final Language UNSAID = new Language("mul");

    private static final Map<String, Language> BY_NAME = byName();

    private RowLanguages() {}

    /// @param name such as `de` or `German`
    /// @return empty if it is neither
    public static Optional<Language> parse(String name) {
        Language known = BY_NAME.get(name.toLowerCase(Locale.ROOT));
        if (known != null) {
            return Optional.of(known);
        }
        try {
            return Optional.of(new Language(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Language> byName() {
        Map<String, Language> languages = new HashMap<>();
        for (String tag : Locale.getISOLanguages()) {
            Language language = new Language(tag);
            languages.put(language.englishName().toLowerCase(Locale.ROOT), language);
        }
        return Map.copyOf(languages);
    }
}
