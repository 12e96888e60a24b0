package dev.mme5.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The strings are those of the reference's demo.py; `<|image|><|begin_of_text|>` before them is the model's affair.
class PromptsTest {
    private static final ImageRef EXAMPLE = new ImageRef.FileImage(Path.of("example.jpg"));
    private static final String QUESTION = "Represent the given image with the following question:";
    private static final String CAPTION = "Find me an everyday image that matches the given caption:";

    @Test
    void asksAboutAPicture() {
        assertThat(Prompts.query(QUESTION, Content.imageText(EXAMPLE, "What is in the image")))
                .isEqualTo(Content.imageText(
                        EXAMPLE, "Represent the given image with the following question: What is in the image\n"));
    }

    @Test
    void asksForAPicture() {
        assertThat(Prompts.query(CAPTION, Content.text("A cat and a dog.")))
                .isEqualTo(Content.text("Find me an everyday image that matches the given caption: A cat and a dog.\n"));
    }

    @Test
    void representsADocumentThatIsAPicture() {
        assertThat(Prompts.document(Content.image(EXAMPLE)))
                .isEqualTo(Content.imageText(EXAMPLE, "Represent the given image.\n"));
    }

    @Test
    void leavesADocumentOfTextAsItIs() {
        assertThat(Prompts.document("ignored", Content.text("A cat and a dog"))).isEqualTo(Content.text("A cat and a dog"));
    }

    @Test
    void putsTheGivenInstructionBeforeADocumentsText() {
        assertThat(Prompts.document("Represent the page:", Content.imageText(EXAMPLE, "Dogs")))
                .isEqualTo(Content.imageText(EXAMPLE, "Represent the page: Dogs\n"));
    }

    @Test
    void leavesOutTheBlankOfWhatIsAbsent() {
        assertThat(Prompts.query("", Content.text("A dog"))).isEqualTo(Content.text("A dog\n"));
        assertThat(Prompts.query("Represent the given image for classification", Content.image(EXAMPLE)))
                .isEqualTo(Content.imageText(EXAMPLE, "Represent the given image for classification\n"));
    }

    @Test
    void aWholePromptStaysWhatItIs() {
        Content asked = Content.prompt(Optional.of(EXAMPLE), "Find it. A dog\n");
        assertThat(Prompts.query("ignored", asked)).isEqualTo(Content.imageText(EXAMPLE, "Find it. A dog\n"));
        assertThat(Prompts.document(asked)).isEqualTo(Content.imageText(EXAMPLE, "Find it. A dog\n"));
        assertThat(Prompts.query("ignored", Content.prompt(Optional.empty(), "A dog"))).isEqualTo(Content.text("A dog"));
    }

    @Test
    void keepsEveryPictureOfTheContent() {
        ImageRef second = new ImageRef.FileImage(Path.of("second.jpg"));
        Content two = new Content(List.of(new ImagePart(EXAMPLE), new ImagePart(second), new TextPart("Same?")));
        assertThat(Prompts.query("", two).images()).containsExactly(EXAMPLE, second);
    }
}
