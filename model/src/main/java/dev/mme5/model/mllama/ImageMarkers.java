package dev.mme5.model.mllama;

import dev.mme5.core.Content;
import dev.mme5.core.ImagePart;
import dev.mme5.core.Part;
import dev.mme5.core.TextPart;
import dev.mme5.core.dataset.ImageMark;
import java.util.ArrayList;
import java.util.List;

/// The markers of the published rows as the training code reads them (reference: src/collator.py).
final class ImageMarkers {
    private static final String WITH_PICTURE = "<|image|><|begin_of_text|>";
    private static final String WITHOUT = "<|begin_of_text|>";

    private ImageMarkers() {}

    /// The content with special tokens in the place of markers that are left in its texts, wherever they stand.
    static Content read(Content content) {
        String token = content.images().isEmpty() ? WITHOUT : WITH_PICTURE;
        List<Part> parts = new ArrayList<>();
        for (Part part : content.parts()) {
            parts.add(switch (part) {
                case TextPart text -> new TextPart(text.text().replace(ImageMark.MARK, token));
                case ImagePart image -> image;
            });
        }
        return new Content(parts, content.framing());
    }
}
