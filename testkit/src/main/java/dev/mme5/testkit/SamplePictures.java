package dev.mme5.testkit;

import dev.mme5.core.ImageRef;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// Draws small pictures: a regular polygon whose corners and colour follow from a number. Equal numbers give equal bytes.
public final class SamplePictures {
    /// Width and height.
    public static final int PIXELS = 64;

    private static final int FEWEST_CORNERS = 3;
    private static final float GOLDEN_RATIO = 0.618034f; // steps through the hues without coming back to the same one
    private static final int MARGIN_PIXELS = 6;

    private SamplePictures() {}

    /// A picture that carries its own bytes.
    public static ImageRef picture(int number) {
        return new ImageRef.InlineImage("image/png", png(number, true));
    }

    /// A PNG of [#PIXELS] squared, transparent around the polygon.
    ///
    /// @param filled whether the polygon is filled or outlined
    public static byte[] png(int number, boolean filled) {
        BufferedImage image = new BufferedImage(PIXELS, PIXELS, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.getHSBColor(number * GOLDEN_RATIO, 0.8f, 0.9f));
        if (filled) {
            graphics.fill(polygon(corners(number)));
        } else {
            graphics.setStroke(new BasicStroke(MARGIN_PIXELS));
            graphics.draw(polygon(corners(number)));
        }
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// How many corners the polygon of a number has: 3 to 6.
    static int corners(int number) {
        return FEWEST_CORNERS + Math.floorMod(number, 4);
    }

    private static Polygon polygon(int corners) {
        Polygon polygon = new Polygon();
        int radius = PIXELS / 2 - MARGIN_PIXELS;
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners - Math.PI / 2;
            polygon.addPoint(
                    (int) Math.round(PIXELS / 2.0 + radius * Math.cos(angle)), (int) Math.round(PIXELS / 2.0 + radius * Math.sin(angle)));
        }
        return polygon;
    }
}
