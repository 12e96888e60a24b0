package dev.mme5.core.dataset;

import dev.mme5.core.Content;
import dev.mme5.core.ImagePart;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Part;
import dev.mme5.core.TextPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text of the published rows (MMEB, mmE5), in which [ImageMark] says where the picture stands
/// (reference: src/collator.py, which puts the model's own tokens in its place, wherever that is).
public final class MarkedPrompt {
    /// What the reference writes for a mark that has no picture. At the very beginning of a text every prompt has one anyway.
    private static final String WITHOUT_PICTURE = "<|begin_of_text|>";

    private MarkedPrompt() {}

    /// A row's text and picture as the model reads them. A picture that the text does not place comes first; the reference refuses such
    /// a row, and one with more marks than pictures.
    public static Content content(String text, Optional<ImageRef> image) {
        if (image.isEmpty()) {
            return Content.text(unmarked(withoutMarkInFront(text)));
        }
        int at = text.indexOf(ImageMark.MARK);
        List<Part> parts = new ArrayList<>();
        if (at > 0) {
            parts.add(new TextPart(text.substring(0, at)));
        }
        parts.add(new ImagePart(image.get()));
        String rest = unmarked(at < 0 ? text : text.substring(at + ImageMark.MARK.length()));
        if (!rest.isEmpty()) {
            parts.add(new TextPart(rest));
        }
        return new Content(parts);
    }

    private static String withoutMarkInFront(String text) {
        boolean alone = text.startsWith(ImageMark.MARK) && text.indexOf(ImageMark.MARK, 1) < 0;
        return alone ? text.substring(ImageMark.MARK.length()) : text;
    }

    private static String unmarked(String text) {
        return text.replace(ImageMark.MARK, WITHOUT_PICTURE);
    }
}
