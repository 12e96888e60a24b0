package dev.mme5.synthesis.corpus;

import dev.mme5.core.random.SeededRandom;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Pictures of coloured patches, and a decoder for them.
public final class TestPictures {
    /// Decodes through the JDK.
    public static final Rasters RASTERS = (encoded, where) -> {
        BufferedImage image;
        try {
            image = ImageIO.read(new ByteArrayInputStream(encoded));
        } catch (IOException e) {
            throw new IOException(where + ": " + e.getMessage(), e);
        }
        if (image == null) {
            throw new IOException(where + ": expected a picture, got none");
        }
        int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new Raster(image.getWidth(), image.getHeight(), rgb);
    };

    private TestPictures() {}

    /// Patches whose colours follow from the number.
    public static BufferedImage patches(int number, int width, int height) {
        SeededRandom random = SeededRandom.of(number, "patches");
        int[] colours = new int[72];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = random.nextInt(1 << 24);
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colours[y * 8 / height * 9 + x * 9 / width]);
            }
        }
        return image;
    }

    public static byte[] png(int number) {
        return encoded(patches(number, 45, 40), "png");
    }

    public static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
