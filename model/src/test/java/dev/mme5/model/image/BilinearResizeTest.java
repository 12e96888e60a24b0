package dev.mme5.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.random.SeededRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BilinearResizeTest {

    private static Picture grey(int width, int height, int... samples) {
        return new Picture(width, height, Arrays.stream(samples).map(sample -> 0xff000000 | sample * 0x010101).toArray());
    }

    private static int[] reds(Picture picture) {
        return Arrays.stream(picture.argb()).map(pixel -> pixel >> 16 & 0xff).toArray();
    }

    @Test
    void averagesWithATriangleWhenItShrinks() {
        // Halving reaches over four pixels, weights 1/8 3/8 3/8 1/8; at the edge 3/7 3/7 1/7.
        assertThat(reds(BilinearResize.resize(grey(4, 1, 0, 100, 200, 40), 2, 1))).containsExactly(
                Math.round((3 * 0 + 3 * 100 + 200) / 7f), Math.round((100 + 3 * 200 + 3 * 40) / 7f));
        assertThat(reds(BilinearResize.resize(grey(6, 1, 8, 16, 80, 160, 24, 240), 3, 1))[1])
                .isEqualTo((16 + 3 * 80 + 3 * 160 + 24) / 8);
    }

    @Test
    void interpolatesWhenItGrows() {
        assertThat(reds(BilinearResize.resize(grey(2, 1, 0, 100), 4, 1))).containsExactly(0, 25, 75, 100);
        assertThat(reds(BilinearResize.resize(grey(1, 2, 0, 100), 1, 4))).containsExactly(0, 25, 75, 100);
    }

    @Test
    void roundsToEightBitsBetweenThePasses() {
        // Across: 0 1 gives 0.25, which is 0; down, 0 and 255 then mix as whole numbers.
        Picture resized = BilinearResize.resize(grey(2, 2, 0, 1, 255, 254), 4, 4);
        assertThat(reds(resized)[1]).isZero();
        assertThat(reds(resized)[5]).isEqualTo(64);
    }

    @Test
    void keepsAPlainPicturePlain() {
        int[] pixels = new int[13 * 7];
        Arrays.fill(pixels, 0xff3b07fe);
        for (int[] size : new int[][] {{1, 1}, {400, 1}, {1, 400}, {5, 9}, {26, 14}, {12, 8}}) {
            Picture resized = BilinearResize.resize(new Picture(13, 7, pixels), size[0], size[1]);
            assertThat(resized.width()).isEqualTo(size[0]);
            assertThat(resized.height()).isEqualTo(size[1]);
            assertThat(resized.argb()).containsOnly(0xff3b07fe);
        }
    }

    @Test
    void leavesAPictureOfTheRightSizeAsItIs() {
        Picture picture = grey(2, 1, 3, 4);
        assertThat(BilinearResize.resize(picture, 2, 1)).isSameAs(picture);
    }

    @Test
    void resizesAPictureOfOnePixel() {
        assertThat(reds(BilinearResize.resize(grey(1, 1, 77), 3, 2))).containsOnly(77).hasSize(6);
    }

    @Test
    void staysBetweenTheDarkestAndTheBrightest() {
        SeededRandom random = SeededRandom.of(5, "resize");
        for (int trial = 0; trial < 100; trial++) {
            int width = 1 + random.nextInt(30);
            int height = 1 + random.nextInt(30);
            int[] samples = new int[width * height];
            Arrays.setAll(samples, i -> 40 + random.nextInt(100));
            Picture resized = BilinearResize.resize(grey(width, height, samples), 1 + random.nextInt(40), 1 + random.nextInt(40));
            assertThat(Arrays.stream(reds(resized)).boxed()).allMatch(red -> red >= 40 && red < 140);
        }
    }

    @Test
    void mirrorsWithThePicture() {
        Picture one = BilinearResize.resize(grey(5, 1, 9, 100, 3, 250, 66), 3, 1);
        Picture mirrored = BilinearResize.resize(grey(5, 1, 66, 250, 3, 100, 9), 3, 1);
        int[] reds = reds(mirrored);
        assertThat(reds(one)).containsExactly(reds[2], reds[1], reds[0]);
    }
}
