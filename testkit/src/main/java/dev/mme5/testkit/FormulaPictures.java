package dev.mme5.testkit;

import dev.mme5.core.ImageRef;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/// Pictures whose pixels follow from their size and number, as `tools/goldens` makes them.
public final class FormulaPictures {
    private static final Pattern NAME = Pattern.compile("(\\d+)x(\\d+)#(\\d+)(t?)");

    private FormulaPictures() {}

    /// @param name width, height and number, with a `t` for a transparent one: `40x24#2t`
    public static ImageRef named(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name + ": expected a picture such as 40x24#2t");
        }
        return of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)),
                matcher.group(4).equals("t"));
    }

    private static ImageRef of(int width, int height, int number, boolean transparent) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = (x * 7 + y * 3 + number * 29) % 256;
                int green = (x * 2 + y * 11 + number * 53) % 256;
                int blue = (x * y + number * 97) % 256;
                int alpha = transparent ? (x * 13 + y * 5 + number) % 256 : 255;
                image.setRGB(x, y, alpha << 24 | red << 16 | green << 8 | blue);
            }
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return new ImageRef.InlineImage("image/png", bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
