package dev.mme5.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.random.SeededRandom;
import dev.mme5.model.image.Picture;
import dev.mme5.model.image.PictureDecoder;
import dev.mme5.testkit.SamplePictures;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AugmentationTest {

    private static Picture drawing() throws IOException {
        return PictureDecoder.decode(SamplePictures.png(3, true), "drawing");
    }

    private static Picture changed(long seed) throws IOException {
        return new Augmentation(SeededRandom.of(seed, "test"), true).apply(drawing());
    }

    @Test
    void givesTheSamePictureFromTheSameSeed() throws IOException {
        assertThat(changed(4).argb()).isEqualTo(changed(4).argb());
        assertThat(changed(4).argb()).isNotEqualTo(changed(5).argb());
    }

    @Test
    void keepsTheSizeAndLeavesNothingTransparent() throws IOException {
        for (int seed = 0; seed < 40; seed++) {
            Picture changed = changed(seed);
            assertThat(changed.width()).isEqualTo(SamplePictures.PIXELS);
            assertThat(changed.height()).isEqualTo(SamplePictures.PIXELS);
            assertThat(Arrays.stream(changed.argb()).boxed()).allMatch(pixel -> pixel >>> 24 == 255);
        }
    }

    @Test
    void leavesThePictureItWasGivenAlone() throws IOException {
        Picture picture = drawing();
        int[] before = picture.argb().clone();
        new Augmentation(SeededRandom.of(1, "test"), true).apply(picture);
        assertThat(picture.argb()).isEqualTo(before);
    }
}
