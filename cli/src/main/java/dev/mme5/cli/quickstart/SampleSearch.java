package dev.mme5.cli.quickstart;

import dev.mme5.core.Language;
import dev.mme5.core.corpus.ConceptInstruction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the quickstart searches for: things by words in many languages and scripts, by a picture, and by both.
///
/// @param text the words
/// @param language of the words
/// @param picture id of the concept whose picture is asked with, in the style that was trained on
/// @param gloss in English
/// @param wanted ids of the concepts that were meant
record SampleSearch(Optional<String> text, Optional<Language> language, Optional<String> picture, String gloss, List<String> wanted) {

    static List<SampleSearch> all() {
        return List.of(
                words("Katze", "de", "cat", "1f408", "1f431", "1f408-200d-2b1b"),
                words("りんご", "ja", "apple", "1f34e", "1f34f"),
                words("поезд", "ru", "train", "1f686", "1f682", "1f684", "1f685", "1f683"),
                words("مركب شراعي", "ar", "sailboat", "26f5"),
                words("나무", "ko", "tree", "1f333", "1f332", "1f334"),
                words("घोड़ा", "hi", "horse", "1f40e", "1f434"),
                words("蛋糕", "zh", "cake", "1f382", "1f370", "1f9c1"),
                words("กล้วย", "th", "banana", "1f34c"),
                words("güneş", "tr", "sun", "2600-fe0f", "1f31e"),
                words("ufunguo", "sw", "key", "1f511", "1f5dd-fe0f"),
                picture("1f436", "what looks like this"),
                picture("1f355", "what looks like this"),
                both("1f34e", "banana", "en", "of this kind, but a banana", "1f34c"),
                both("1f49a", "blaues Herz", "de", "of this kind, but a blue heart", "1f499"));
    }

    /// Ids of all concepts that the searches are about.
    static Set<String> concepts() {
        return all().stream()
                .flatMap(search -> Stream.concat(search.wanted().stream(), search.picture().stream()))
                .collect(Collectors.toSet());
    }

    private static SampleSearch words(String text, String language, String gloss, String... wanted) {
        return new SampleSearch(Optional.of(text), Optional.of(new Language(language)), Optional.empty(), gloss, List.of(wanted));
    }

    private static SampleSearch picture(String concept, String gloss) {
        return new SampleSearch(Optional.empty(), Optional.empty(), Optional.of(concept), gloss, List.of(concept));
    }

    private static SampleSearch both(String concept, String text, String language, String gloss, String wanted) {
        return new SampleSearch(Optional.of(text), Optional.of(new Language(language)), Optional.of(concept), gloss, List.of(wanted));
    }

    /// What to ask the model for; the search's own instruction if empty.
    Optional<String> instruction() {
        return picture.isPresent() && text.isPresent()
                ? Optional.of(ConceptInstruction.FIND_SAME_KIND_SHOWING.text(0, Language.ENGLISH))
                : Optional.empty();
    }
}
