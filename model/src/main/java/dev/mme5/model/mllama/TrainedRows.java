package dev.mme5.model.mllama;

import dev.mme5.core.Content;
import dev.mme5.core.Framing;
import dev.mme5.model.image.Picture;

/// Rows as the training code of the published weights reads them, where that differs from how they are used
/// (reference: src/dataset.py, src/collator.py, and `MllamaProcessor` of transformers 4.48.3).
final class TrainedRows {
    private static final String MARKER = "<|image_1|>\n";
    private static final String BEGIN_OF_TEXT = "<|begin_of_text|>";
    private static final String IMAGE = "<|image|>";

    private TrainedRows() {}

    /// The content with its special tokens written out. The tokenizer puts one beginning-of-text before everything; the processor puts
    /// another behind the pictures, unless one stands anywhere in the text, be it in a marker's place.
    static Content framed(Content content) {
        if (content.framing() == Framing.RAW) {
            return content;
        }
        String text = content.text().orElse("");
        if (!content.images().isEmpty()) {
            return raw(content, IMAGE.repeat(content.images().size()) + BEGIN_OF_TEXT + text.replace(MARKER, IMAGE + BEGIN_OF_TEXT));
        }
        String unmarked = text.replace(MARKER, BEGIN_OF_TEXT);
        return raw(content, unmarked.contains(BEGIN_OF_TEXT) ? unmarked : BEGIN_OF_TEXT + unmarked);
    }

    private static Content raw(Content content, String prompt) {
        return Content.raw(BEGIN_OF_TEXT + prompt, content.images());
    }

    /// A picture one pixel high is resized to two: its row twice.
    static Picture atLeastTwoHigh(Picture picture) {
        if (picture.height() > 1) {
            return picture;
        }
        int[] twice = new int[2 * picture.width()];
        System.arraycopy(picture.argb(), 0, twice, 0, picture.width());
        System.arraycopy(picture.argb(), 0, twice, picture.width(), picture.width());
        return new Picture(picture.width(), 2, twice);
    }
}
