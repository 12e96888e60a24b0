package dev.mme5.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentTest {
    private static final ImageRef DOG = new ImageRef.FileImage(Path.of("dog.png"));
    private static final ImageRef CAT = new ImageRef.FileImage(Path.of("cat.png"));

    @Test
    void rejectsContentWithoutParts() {
        assertThatThrownBy(() -> new Content(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("content: expected at least one text or picture, got none");
    }

    @Test
    void knowsItsModality() {
        assertThat(Content.text("a dog").modality()).isEqualTo(Modality.TEXT);
        assertThat(Content.image(DOG).modality()).isEqualTo(Modality.IMAGE);
        assertThat(Content.imageText(DOG, "a dog").modality()).isEqualTo(Modality.IMAGE_TEXT);
    }

    @Test
    void keepsPicturesAndTextsInOrder() {
        Content content = new Content(List.of(
                new ImagePart(DOG), new TextPart("this and "), new ImagePart(CAT), new TextPart("that")));
        assertThat(content.images()).containsExactly(DOG, CAT);
        assertThat(content.image()).contains(DOG);
        assertThat(content.text()).contains("this and that");
    }

    @Test
    void tellsAnAbsentTextFromAnEmptyOne() {
        assertThat(Content.image(DOG).text()).isEmpty();
        assertThat(Content.text("").text()).contains("");
    }

    @Test
    void isNotTouchedByChangesToTheListItWasMadeOf() {
        List<Part> parts = new ArrayList<>(List.of(new TextPart("one")));
        Content content = new Content(parts);
        parts.add(new TextPart("two"));
        assertThat(content.parts()).hasSize(1);
    }

    @Test
    void carriesARawPromptWithItsPictures() {
        Content raw = Content.raw("<|image|><|begin_of_text|>Say.", List.of(DOG));
        assertThat(raw.framing()).isEqualTo(Framing.RAW);
        assertThat(raw.images()).containsExactly(DOG);
        assertThat(raw.text()).contains("<|image|><|begin_of_text|>Say.");
    }
}
