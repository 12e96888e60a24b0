package dev.mme5.core.dataset;

import dev.mme5.core.Content;
import dev.mme5.core.ImagePart;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Part;
import dev.mme5.core.TextPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The mark that says in the published rows (MMEB, mmE5) where the picture stands: `<|image_1|>` and a newline
/// (reference: src/collator.py, which puts the model's own tokens in its place, wherever that is).
public final class ImageMark {
    /// The mark with the newline that belongs to it. Without the newline it is text.
    public static final String MARK = "<|image_1|>\n";

    /// What the reference writes for a mark that has no picture. At the very beginning of a text every prompt has one anyway.
    private static final String WITHOUT_PICTURE = "<|begin_of_text|>";

    private ImageMark() {}

    /// A row's text and picture as the model reads them. A picture that the text does not place comes first; the reference refuses such
    /// a row, and one with more marks than pictures.
    public static Content content(String text, Optional<ImageRef> image) {
        if (image.isEmpty()) {
            return Content.text(unmarked(withoutMarkInFront(text)));
        }
        int at = text.indexOf(MARK);
        List<Part> parts = new ArrayList<>();
        if (at > 0) {
            parts.add(new TextPart(text.substring(0, at)));
        }
        parts.add(new ImagePart(image.get()));
        String rest = unmarked(at < 0 ? text : text.substring(at + MARK.length()));
        if (!rest.isEmpty()) {
            parts.add(new TextPart(rest));
        }
        return new Content(parts);
    }

    private static String withoutMarkInFront(String text) {
        boolean alone = text.startsWith(MARK) && text.indexOf(MARK, 1) < 0;
        return alone ? text.substring(MARK.length()) : text;
    }

    private static String unmarked(String text) {
        return text.replace(MARK, WITHOUT_PICTURE);
    }
}
