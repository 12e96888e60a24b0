package dev.mme5.synthesis.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PictureHashTest {

    @Test
    void findsCopiesInAnotherSizeAndCompression() throws IOException {
        for (int number = 0; number < 20; number++) {
            long original = hash(TestPictures.encoded(TestPictures.patches(number, 180, 160), "png"));
            long small = hash(TestPictures.encoded(TestPictures.patches(number, 97, 83), "png"));
            long jpeg = hash(TestPictures.encoded(TestPictures.patches(number, 180, 160), "jpg"));
            assertThat(PictureHash.distance(original, jpeg)).as("jpeg of %d", number).isLessThanOrEqualTo(4);
            assertThat(PictureHash.distance(original, small)).as("small copy of %d", number).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void tellsOtherPicturesApart() throws IOException {
        for (int number = 1; number < 50; number++) {
            assertThat(PictureHash.distance(hash(TestPictures.png(0)), hash(TestPictures.png(number)))).isBetween(16, 48);
        }
    }

    @Test
    void takesPicturesOfOnePixelAndOfOneRow() {
        assertThat(PictureHash.of(new Raster(1, 1, new int[] {0x123456}))).isZero();
        int[] row = new int[1000];
        for (int x = 0; x < row.length; x++) {
            row[x] = 0x010101 * (x * 255 / row.length);
        }
        assertThat(PictureHash.of(new Raster(1000, 1, row))).as("brighter and brighter to the right").isEqualTo(-1L);
    }

    private static long hash(byte[] encoded) throws IOException {
        return PictureHash.of(TestPictures.RASTERS.decode(encoded, "test"));
    }
}
