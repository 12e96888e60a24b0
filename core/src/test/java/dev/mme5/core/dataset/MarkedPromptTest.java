package dev.mme5.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Content;
import dev.mme5.core.ImagePart;
import dev.mme5.core.ImageRef;
import dev.mme5.core.TextPart;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkedPromptTest {
    private static final ImageRef PICTURE = ImageRef.parse("a.png", Path.of(""));

    private static Content pictured(String text) {
        return MarkedPrompt.content(text, Optional.of(PICTURE));
    }

    private static Content alone(String text) {
        return MarkedPrompt.content(text, Optional.empty());
    }

    @Test
    void putsThePictureWhereTheMarkStands() {
        assertThat(pictured("<|image_1|>\nWhat?\n")).isEqualTo(Content.imageText(PICTURE, "What?\n"));
        assertThat(pictured("<|image_1|>\n")).isEqualTo(Content.image(PICTURE));
        assertThat(pictured("before <|image_1|>\nbehind"))
                .isEqualTo(new Content(List.of(new TextPart("before "), new ImagePart(PICTURE), new TextPart("behind"))));
        assertThat(pictured("before <|image_1|>\n")).isEqualTo(new Content(List.of(new TextPart("before "), new ImagePart(PICTURE))));
    }

    @Test
    void putsAPictureWithoutMarkFirst() {
        assertThat(pictured("What?")).isEqualTo(Content.imageText(PICTURE, "What?"));
        assertThat(pictured("")).isEqualTo(Content.image(PICTURE));
        assertThat(pictured("<|image_1|> What?")).isEqualTo(Content.imageText(PICTURE, "<|image_1|> What?"));
    }

    @Test
    void dropsAMarkWithoutPictureInFrontAndBeginsTheTextAnewElsewhere() {
        assertThat(alone("<|image_1|>\nWhat?\n")).isEqualTo(Content.text("What?\n"));
        assertThat(alone("one <|image_1|>\ntwo")).isEqualTo(Content.text("one <|begin_of_text|>two"));
        assertThat(pictured("<|image_1|>\none <|image_1|>\ntwo")).isEqualTo(Content.imageText(PICTURE, "one <|begin_of_text|>two"));
        assertThat(alone("<|image_1|> What?")).isEqualTo(Content.text("<|image_1|> What?"));
    }
}
