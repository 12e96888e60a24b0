package dev.mme5.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImageMarkTest {
    @Test
    void isPutInFrontAndTakenAwayAgain() {
        assertThat(ImageMark.without(ImageMark.before("What?\n"))).isEqualTo("What?\n");
        assertThat(ImageMark.without("<|image_1|>What?")).isEqualTo("What?");
        assertThat(ImageMark.without("What <|image_1|>\n?")).isEqualTo("What <|image_1|>\n?");
    }
}
