package dev.mme5.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.testkit.SamplePictures;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureDecoderTest {

    private static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).as("a writer for %s", format).isTrue();
        return bytes.toByteArray();
    }

    private static BufferedImage photo(int type) {
        BufferedImage image = new BufferedImage(48, 32, type);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 48; x++) {
                image.setRGB(x, y, 0xff000000 | (x * 5) << 16 | (y * 7) << 8 | (x + y) * 3);
            }
        }
        return image;
    }

    private static void assertRefused(byte[] bytes, String got) {
        assertThatThrownBy(() -> PictureDecoder.decode(bytes, "dir/a.png"))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("(?s)dir/a\\.png: expected .*, got .*; .*")
                .hasMessageContaining(got)
                .hasMessageNotContaining("null");
    }

    @Test
    void refusesWhatIsNoPicture() {
        assertRefused("not a picture at all".getBytes(StandardCharsets.UTF_8), "20 bytes of another kind");
        assertRefused(new byte[0], "0 bytes");
        assertRefused(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, "one that is broken");
    }

    @Test
    void refusesAPngThatWasCutShort() {
        byte[] whole = SamplePictures.png(1, true);
        for (int share = 1; share < 10; share++) {
            assertRefused(Arrays.copyOf(whole, Math.max(16, whole.length * share / 10)), "got one");
        }
    }

    @Test
    void refusesAJpegThatWasCutShort() throws IOException {
        byte[] whole = encode(photo(BufferedImage.TYPE_INT_RGB), "jpeg");
        for (int share = 1; share < 10; share++) {
            assertRefused(Arrays.copyOf(whole, Math.max(16, whole.length * share / 10)), "got one");
        }
    }

    @Test
    void refusesAPictureOfTooManyPixelsBeforeItDecodesIt() {
        byte[] bytes = SamplePictures.png(1, true);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        header.putInt(16, 60_000).putInt(20, 60_000);
        CRC32 crc = new CRC32();
        crc.update(bytes, 12, 17);
        header.putInt(29, (int) crc.getValue());
        assertRefused(bytes, "got 3600000000; scale it down");
    }

    @Test
    void readsColourWithTransparency() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x80123456);
        image.setRGB(1, 0, 0xfffedcba);
        assertThat(PictureDecoder.decode(encode(image, "png"), "a").argb()).containsExactly(0x80123456, 0xfffedcba);
    }

    @Test
    void readsGreyTonesAsTheyStand() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 100, 255});
        assertThat(PictureDecoder.decode(encode(image, "png"), "a").argb()).containsExactly(0xff000000, 0xff646464, 0xffffffff);
    }

    @Test
    void readsTheUpperHalfOfGreySamplesOf16Bits() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 0x6480, 0xffff});
        assertThat(PictureDecoder.decode(encode(image, "png"), "a").argb()).containsExactly(0xff000000, 0xff646464, 0xffffffff);
    }

    @Test
    void readsTheUpperHalfOfColourSamplesOf16Bits() throws IOException {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), true, false, ComponentColorModel.TRANSLUCENT, DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
        raster.setPixel(0, 0, new int[] {0x12ff, 0x3400, 0x56aa, 0x8001});
        byte[] bytes = encode(new BufferedImage(model, raster, false, null), "png");
        assertThat(PictureDecoder.decode(bytes, "a").argb()).containsExactly(0x80123456);
    }

    @Test
    void readsPalettesWithTransparency() throws IOException {
        byte[] red = {0, (byte) 200, 10};
        byte[] alpha = {0, (byte) 255, (byte) 128};
        IndexColorModel palette = new IndexColorModel(2, 3, red, red, red, alpha);
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
        image.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 1, 2});
        assertThat(PictureDecoder.decode(encode(image, "png"), "a").argb()).containsExactly(0, 0xffc8c8c8, 0x800a0a0a);
    }

    @Test
    void readsBlackAndWhite() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.setRGB(1, 0, -1);
        assertThat(PictureDecoder.decode(encode(image, "png"), "a").argb()).containsExactly(0xff000000, 0xffffffff);
    }

    @Test
    void readsTheOtherFormats() throws IOException {
        for (String format : new String[] {"jpeg", "bmp", "gif", "webp"}) {
            Picture picture = PictureDecoder.decode(encode(photo(BufferedImage.TYPE_INT_RGB), format), "a");
            assertThat(picture.width()).isEqualTo(48);
            assertThat(picture.height()).isEqualTo(32);
            int pixel = picture.argb()[10 * 48 + 20];
            assertThat(pixel >> 16 & 0xff).as("red in %s", format).isCloseTo(100, within(30));
        }
    }

    @Test
    void readsJpegsInCmyk() throws IOException {
        // Pillow's, of (200, 30, 100, 20); it reads it back as 33 cf 8f.
        String base64 =
                    "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCg"
                    + "wJCgoK/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQEC"
                    + "AwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dX"
                    + "Z3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4E"
                    + "QwBNAFkASwAAPwD826/YSvbK/ayiiiiiiiiiiiiv/9k=";
        int pixel = PictureDecoder.decode(Base64.getDecoder().decode(base64), "a").argb()[40];
        assertThat(pixel >> 16 & 0xff).isCloseTo(0x33, within(2));
        assertThat(pixel >> 8 & 0xff).isCloseTo(0xcf, within(2));
        assertThat(pixel & 0xff).isCloseTo(0x8f, within(2));
    }

    @Test
    void doesNotApplyAColourProfile() throws IOException {
        BufferedImage plain = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            plain.setRGB(i % 16, i / 16, 0xff3c3c3c);
        }
        byte[] bytes = withProfile(encode(plain, "jpeg"), ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
        assertThat(PictureDecoder.decode(bytes, "a").argb()[40] & 0xff).isCloseTo(0x3c, within(2));
    }

    /// Puts a profile in a segment of its own behind the first 20 bytes, which are the start and the JFIF segment.
    private static byte[] withProfile(byte[] jpeg, byte[] profile) {
        byte[] name = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(jpeg.length + 4 + name.length + profile.length)
                .put(jpeg, 0, 20)
                .putShort((short) 0xffe2)
                .putShort((short) (2 + name.length + profile.length))
                .put(name)
                .put(profile)
                .put(jpeg, 20, jpeg.length - 20)
                .array();
    }
}
