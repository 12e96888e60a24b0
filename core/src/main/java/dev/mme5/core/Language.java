package dev.mme5.core;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A language by its BCP 47 tag, such as `de` or `zh-Hant`.
public record Language(String tag) implements Comparable<Language> {
    public static final Language ENGLISH = new Language("en");

    private static final Map<String, String> ENGLISH_NAMES = new ConcurrentHashMap<>();

    /// @throws IllegalArgumentException if the tag is not well-formed
    public Language {
        try {
            tag = new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException("language: expected a BCP 47 tag such as \"de\", got \"" + tag + "\"", e);
        }
        if (tag.equals("und")) {
            throw new IllegalArgumentException("language: expected a BCP 47 tag such as \"de\", got none");
        }
    }

    /// The language's English name, `German` for `de`.
    public String englishName() {
        return ENGLISH_NAMES.computeIfAbsent(tag, known -> Locale.forLanguageTag(known).getDisplayName(Locale.ENGLISH));
    }

    @Override
    public int compareTo(Language other) {
        return tag.compareTo(other.tag);
    }

    @Override
    public String toString() {
        return tag;
    }
}
