package dev.mme5.core.corpus;

import dev.mme5.core.Language;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One thing that has a picture in each style and a name in each language.
///
/// @param id names its pictures too: `<style>.zip!/<id>.png`
/// @param character the thing as text, such as `😀`
/// @param names by language tag, in the order of the tags
/// @param keywords by language tag, in the order of the tags; without the name
public record Concept(
        String id,
        String character,
        String group,
        String subgroup,
        Split split,
        Map<String, String> names,
        Map<String, List<String>> keywords) {

    public Concept {
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
        SortedMap<String, List<String>> copies = new TreeMap<>();
        keywords.forEach((tag, words) -> copies.put(tag, List.copyOf(words)));
        keywords = Collections.unmodifiableSortedMap(copies);
    }

    /// Its name in a language, empty if it has none there.
    public Optional<String> name(Language language) {
        return Optional.ofNullable(names.get(language.tag()));
    }

    /// Further words for it in a language, without the name; may be none.
    public List<String> keywords(Language language) {
        return keywords.getOrDefault(language.tag(), List.of());
    }
}
