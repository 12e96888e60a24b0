package dev.mme5.model.mllama;

import dev.mme5.core.Content;
import dev.mme5.core.ImageRef;
import dev.mme5.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/// The rows of goldens as contents.
final class GoldenRows {
    private GoldenRows() {}

    static Content content(JsonObject row) {
        List<ImageRef> pictures = new ArrayList<>();
        for (JsonObject picture : row.objects("pictures")) {
            pictures.add(picture(
                    picture.integer("width"), picture.integer("height"), picture.integer("number"), picture.bool("transparent")));
        }
        if (row.string("kind").equals("raw")) {
            return Content.raw(row.string("text"), pictures);
        }
        return pictures.isEmpty() ? Content.text(row.string("text")) : Content.imageText(pictures.getFirst(), row.string("text"));
    }

    /// The formula of the generator.
    static BufferedImage drawing(int width, int height, int number, boolean transparent) {
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
        return image;
    }

    private static ImageRef picture(int width, int height, int number, boolean transparent) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(drawing(width, height, number, transparent), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ImageRef.InlineImage("image/png", bytes.toByteArray());
    }
}
