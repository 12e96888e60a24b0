package dev.mme5.serving.search;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// A picture small enough to stand in a page.
public final class Thumbnail {
    private static final int KEPT_BYTES = 128 * 1024;
    private static final int SIDE = 480;

    private Thumbnail() {}

    /// A small picture as it is, a large one scaled down where the JDK can read it.
    public static String dataUrl(byte[] encoded) throws IOException {
        return dataUrl(encoded, KEPT_BYTES, SIDE);
    }

    /// The same with other bounds.
    ///
    /// @param keptBytes pictures of up to so many bytes stay as they are
    /// @param side the longer side of one that is scaled down, in pixels
    public static String dataUrl(byte[] encoded, int keptBytes, int side) throws IOException {
        if (encoded.length <= keptBytes) {
            return url(encoded);
        }
        @Nullable BufferedImage picture = ImageIO.read(new ByteArrayInputStream(encoded));
        if (picture == null) {
            return url(encoded);
        }
        double scale = Math.min(1.0, (double) side / Math.max(picture.getWidth(), picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(small, "png", png);
        return url(png.toByteArray());
    }

    private static String url(byte[] encoded) {
        return "data:" + mediaType(encoded) + ";base64," + Base64.getEncoder().encodeToString(encoded);
    }

    private static String mediaType(byte[] encoded) {
        return switch (encoded.length == 0 ? 0 : encoded[0] & 0xff) {
            case 0xff -> "image/jpeg";
            case 'G' -> "image/gif";
            case 'B' -> "image/bmp";
            case 'R' -> "image/webp";
            default -> "image/png";
        };
    }
}
