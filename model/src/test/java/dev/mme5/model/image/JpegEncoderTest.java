package dev.mme5.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class JpegEncoderTest {

    @Test
    void writesWhatTheDecoderReads() throws IOException {
        int[] argb = new int[32 * 16];
        Arrays.fill(argb, 0xff3060c0);
        Picture read = PictureDecoder.decode(JpegEncoder.encode(new Picture(32, 16, argb), 0.9), "test");
        assertThat(read.width()).isEqualTo(32);
        assertThat(read.height()).isEqualTo(16);
        for (int shift : new int[] {16, 8, 0}) {
            assertThat(read.argb()[100] >> shift & 0xff).isCloseTo(0xff3060c0 >> shift & 0xff, Offset.offset(4));
        }
    }

    @Test
    void isSmallerAtALowerQuality() {
        int[] argb = new int[64 * 64];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xff000000 | i * 2654435 & 0xffffff;
        }
        Picture noise = new Picture(64, 64, argb);
        assertThat(JpegEncoder.encode(noise, 0.5).length).isLessThan(JpegEncoder.encode(noise, 0.95).length);
    }
}
