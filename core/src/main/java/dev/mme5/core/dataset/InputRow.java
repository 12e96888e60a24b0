package dev.mme5.core.dataset;

import dev.mme5.core.Content;
import dev.mme5.core.ImageRef;
import java.util.Optional;

/// A row to embed.
///
/// @param id the row's own, or the line's number
/// @param text empty or not; at least one of text and image is there
/// @param image a picture; one in a file of its own was there when the row was read
/// @param instruction the row's own
/// @param line from 1
public record InputRow(String id, Optional<String> text, Optional<ImageRef> image, Optional<String> instruction, int line) {

    public InputRow {
        if (text.isEmpty() && image.isEmpty()) {
            throw new IllegalArgumentException("row: expected a text or an image, got neither");
        }
    }

    /// The picture, if any, then the text, if any, without a prompt.
    public Content content() {
        if (image.isEmpty()) {
            return Content.text(text.orElseThrow());
        }
        return text.map(words -> Content.imageText(image.get(), words)).orElseGet(() -> Content.image(image.get()));
    }
}
