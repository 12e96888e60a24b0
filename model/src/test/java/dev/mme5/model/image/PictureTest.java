package dev.mme5.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PictureTest {

    @Test
    void layOnWhiteMixesWithinOneOfTheExactValue() {
        for (int alpha = 0; alpha < 256; alpha++) {
            for (int sample = 0; sample < 256; sample += 5) {
                Picture laid = new Picture(1, 1, new int[] {alpha << 24 | sample << 16 | 7}).onWhite();
                double exact = (sample * alpha + 255.0 * (255 - alpha)) / 255;
                int red = laid.argb()[0] >> 16 & 0xff;
                assertThat(Math.abs(red - exact)).as("%d at alpha %d", sample, alpha).isLessThanOrEqualTo(0.51);
                assertThat(laid.argb()[0] >>> 24).isEqualTo(255);
            }
        }
    }

    @Test
    void layOnWhiteKeepsOpaquePixelsAndLosesTransparentOnes() {
        Picture laid = new Picture(2, 1, new int[] {0xff123456, 0x00123456}).onWhite();
        assertThat(laid.argb()).containsExactly(0xff123456, 0xffffffff);
    }

    @Test
    void hasAsManyPixelsAsItsSizeSays() {
        assertThatThrownBy(() -> new Picture(2, 2, new int[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("picture: expected 2 x 2 pixels, got 3");
        assertThatThrownBy(() -> new Picture(0, 2, new int[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
