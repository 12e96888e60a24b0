package dev.mme5.cli.report;

import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import java.util.List;
import java.util.Optional;

/// A search of the quickstart and what it found.
///
/// @param text the words asked for
/// @param language of the words
/// @param gloss the words in English
/// @param image the picture asked with
/// @param hits best first
public record FoundPictures(
        Optional<String> text, Optional<Language> language, String gloss, Optional<ImageRef> image, List<Found> hits) {
    public FoundPictures {
        hits = List.copyOf(hits);
    }

    /// One picture that was found.
    ///
    /// @param character the thing as text
    /// @param name in English
    /// @param wanted whether it is what was asked for
    public record Found(String character, String name, ImageRef picture, double score, boolean wanted) {}
}
