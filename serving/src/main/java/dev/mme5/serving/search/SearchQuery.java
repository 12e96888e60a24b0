package dev.mme5.serving.search;

import dev.mme5.core.Content;
import dev.mme5.core.ImagePart;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Modality;
import dev.mme5.core.Part;
import dev.mme5.core.Prompts;
import dev.mme5.core.TextPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a user asks: words, a picture, or a picture and what should be different.
///
/// @param text the words, if there are any
/// @param image the picture, if there is one
/// @param instruction what kind of answer is wanted, in English; if absent, a fitting one of MMEB's
public record SearchQuery(Optional<String> text, Optional<ImageRef> image, Optional<String> instruction) {

    /// @throws IllegalArgumentException if there is neither text nor picture
    public SearchQuery {
        if (text.isEmpty() && image.isEmpty()) {
            throw new IllegalArgumentException("search: expected a text, a picture or both, got neither");
        }
    }

    /// Words alone.
    public static SearchQuery text(String text) {
        return new SearchQuery(Optional.of(text), Optional.empty(), Optional.empty());
    }

    /// A picture alone.
    public static SearchQuery image(ImageRef image) {
        return new SearchQuery(Optional.empty(), Optional.of(image), Optional.empty());
    }

    /// A picture and words.
    public static SearchQuery imageText(ImageRef image, String text) {
        return new SearchQuery(Optional.of(text), Optional.of(image), Optional.empty());
    }

    /// The prompt that the model reads.
    public Content content() {
        List<Part> parts = new ArrayList<>();
        image.ifPresent(picture -> parts.add(new ImagePart(picture)));
        text.ifPresent(words -> parts.add(new TextPart(words)));
        Content content = new Content(parts);
        return Prompts.query(instruction.orElse(instructionFor(content.modality())), content);
    }

    /// The instruction that MMEB's retrieval tasks (MSCOCO_t2i, NIGHTS, CIRR) give for a query of this kind.
    private static String instructionFor(Modality modality) {
        return switch (modality) {
            case TEXT -> "Find me an everyday image that matches the given caption:";
            case IMAGE -> "Find a day-to-day image that looks similar to the provided image.";
            case IMAGE_TEXT -> "Given an image, find a similar everyday image with the described changes:";
        };
    }
}
