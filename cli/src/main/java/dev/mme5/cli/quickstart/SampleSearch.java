package dev.mme5.cli.quickstart;

import dev.mme5.core.Language;
import dev.mme5.core.corpus.ConceptInstruction;
import java.util.List;
import java.util.Optional;

/// What the quickstart searches for: things by words in many languages and scripts, by a picture, and by both.
///
/// @param text the words
/// @param language of the words
/// @param picture id of the concept whose picture is asked with, in the style that was trained on
/// @param gloss in English
/// @param wanted id of the concept that should be found
record SampleSearch(Optional<String> text, Optional<Language> language, Optional<String> picture, String gloss, String wanted) {

    static List<SampleSearch> all() {
        return List.of(
                words("Katze", "de", "cat", "1f408"),
                words("りんご", "ja", "apple", "1f34e"),
                words("поезд", "ru", "train", "1f686"),
                words("قارب شراعي", "ar", "sailboat", "26f5"),
                words("나무", "ko", "tree", "1f333"),
                words("घोड़ा", "hi", "horse", "1f40e"),
                words("蛋糕", "zh", "cake", "1f370"),
                words("กล้วย", "th", "banana", "1f34c"),
                words("güneş", "tr", "sun", "2600"),
                words("כדורסל", "he", "basketball", "1f3c0"),
                picture("1f436", "what looks like this"),
                picture("1f355", "what looks like this"),
                both("1f34e", "banana", "en", "this kind of thing, but a banana", "1f34c"),
                both("2764-fe0f", "blaues Herz", "de", "this kind of thing, but a blue heart", "1f499"));
    }

    private static SampleSearch words(String text, String language, String gloss, String wanted) {
        return new SampleSearch(Optional.of(text), Optional.of(new Language(language)), Optional.empty(), gloss, wanted);
    }

    private static SampleSearch picture(String concept, String gloss) {
        return new SampleSearch(Optional.empty(), Optional.empty(), Optional.of(concept), gloss, concept);
    }

    private static SampleSearch both(String concept, String text, String language, String gloss, String wanted) {
        return new SampleSearch(Optional.of(text), Optional.of(new Language(language)), Optional.of(concept), gloss, wanted);
    }

    /// What to ask the model for; the search's own instruction if empty.
    Optional<String> instruction() {
        return picture.isPresent() && text.isPresent()
                ? Optional.of(ConceptInstruction.FIND_SAME_KIND_SHOWING.text(0, Language.ENGLISH))
                : Optional.empty();
    }
}
