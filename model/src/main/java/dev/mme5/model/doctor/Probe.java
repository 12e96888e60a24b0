package dev.mme5.model.doctor;

import dev.mme5.core.Content;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Prompts;
import java.util.List;

/// A content that the checks embed. The set is fixed: records of healthy models refer to it by name.
///
/// @param name in records and messages
record Probe(String name, Content content) {
    private static final ImageRef RED = DrawnPicture.encoded(DrawnPicture.disc(96, 64, 0xc81e1e));
    private static final ImageRef BLUE = DrawnPicture.encoded(DrawnPicture.disc(64, 96, 0x1e3cc8));

    static final Probe SHORT_TEXT = new Probe("short text", Content.text("a red disc"));
    static final Probe OTHER_TEXT = new Probe("text of other scripts", Content.text("ein Hund, собака, 犬, كلب"));
    static final Probe LONG_TEXT = new Probe("long text", Prompts.query("Find me an everyday image that matches the given caption:",
            Content.text("a red disc on a coloured ground, ".repeat(8) + "and nothing else besides.")));
    static final Probe PICTURE = new Probe("picture", Prompts.document(Content.image(RED)));
    static final Probe OTHER_PICTURE = new Probe("other picture", Prompts.document(Content.image(BLUE)));
    static final Probe PICTURE_WITH_TEXT = new Probe("picture with text", Prompts.query(
            "Represent the given image with the following question:", Content.imageText(RED, "What is in the image?")));

    /// Texts alone.
    static List<Probe> texts() {
        return List.of(SHORT_TEXT, OTHER_TEXT, LONG_TEXT);
    }

    /// One picture each.
    static List<Probe> pictures() {
        return List.of(PICTURE, OTHER_PICTURE, PICTURE_WITH_TEXT);
    }

    /// Whose token ids say whether tokenizer and template are those of the weights: a text, and a picture with the same text.
    static List<Content> templates() {
        return List.of(Content.text("Hello, world!"), Content.imageText(RED, "Hello, world!"));
    }

    /// Two pictures in one content.
    static Content twoPictures() {
        Content one = Content.image(RED);
        return new Content(List.of(one.parts().getFirst(), Content.image(BLUE).parts().getFirst(), Content.text("both").parts().getFirst()));
    }
}
