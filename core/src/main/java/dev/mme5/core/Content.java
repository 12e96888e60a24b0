package dev.mme5.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What becomes one [Embedding]: an ordered, non-empty list of parts, read by the model in one pass.
///
/// @param parts the pieces in order; copied
/// @param framing who adds the special tokens
public record Content(List<Part> parts, Framing framing) {

    /// @throws IllegalArgumentException if there is no part
    public Content {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("content: expected at least one text or picture, got none");
        }
    }

    /// Content that the model frames.
    public Content(List<Part> parts) {
        this(parts, Framing.MODEL);
    }

    /// Text alone.
    public static Content text(String text) {
        return new Content(List.of(new TextPart(text)));
    }

    /// A picture alone.
    public static Content image(ImageRef image) {
        return new Content(List.of(new ImagePart(image)));
    }

    /// A picture, then text.
    public static Content imageText(ImageRef image, String text) {
        return new Content(List.of(new ImagePart(image), new TextPart(text)));
    }

    /// A whole prompt in words, to which no instruction is added, with the picture before it.
    public static Content prompt(Optional<ImageRef> image, String prompt) {
        List<Part> parts = new ArrayList<>();
        image.ifPresent(picture -> parts.add(new ImagePart(picture)));
        parts.add(new TextPart(prompt));
        return new Content(parts, Framing.PROMPT);
    }

    /// A whole prompt that carries its own special tokens, with the pictures its image tokens stand for, in order.
    public static Content raw(String prompt, List<ImageRef> images) {
        List<Part> parts = new ArrayList<>();
        images.forEach(image -> parts.add(new ImagePart(image)));
        parts.add(new TextPart(prompt));
        return new Content(parts, Framing.RAW);
    }

    /// Which kinds of part it has.
    public Modality modality() {
        boolean image = !images().isEmpty();
        boolean text = parts.stream().anyMatch(TextPart.class::isInstance);
        if (image && text) {
            return Modality.IMAGE_TEXT;
        }
        return image ? Modality.IMAGE : Modality.TEXT;
    }

    /// Whether it says and shows nothing.
    public boolean isEmpty() {
        return parts.stream().allMatch(part -> part instanceof TextPart(String text) && text.isEmpty());
    }

    /// The text parts joined, empty if there is none.
    public Optional<String> text() {
        List<String> texts = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof TextPart text) {
                texts.add(text.text());
            }
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("", texts));
    }

    /// The pictures in order.
    public List<ImageRef> images() {
        List<ImageRef> images = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof ImagePart image) {
                images.add(image.image());
            }
        }
        return images;
    }

    /// The first picture, if there is one.
    public Optional<ImageRef> image() {
        return images().stream().findFirst();
    }
}
