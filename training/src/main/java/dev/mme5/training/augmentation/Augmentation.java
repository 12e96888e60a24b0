package dev.mme5.training.augmentation;

import dev.mme5.core.random.SeededRandom;
import dev.mme5.model.image.Picture;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.function.UnaryOperator;

/// Random changes to a drawing that leave what it shows: place, size, slant, colours, ground, sharpness, noise. A drawing style that was
/// never seen is met halfway by them.
public final class Augmentation implements UnaryOperator<Picture> {
    private static final int TONES = 1000;

    private final SeededRandom random;
    private final boolean mayFlip;

    /// @param mayFlip whether the mirror image shows the same: true of animals and food, not of letters, arrows or flags
    public Augmentation(SeededRandom random, boolean mayFlip) {
        this.random = random;
        this.mayFlip = mayFlip;
    }

    @Override
    public Picture apply(Picture picture) {
        Picture moved = onGround(move(picture));
        float[] rgb = unpack(moved);
        colour(rgb);
        if (random.nextDouble() < 0.25) {
            blur(rgb, moved.width(), moved.height());
        }
        return pack(rgb, moved, random.nextDouble() < 0.3 ? random.nextDouble(0, 0.05) : 0);
    }

    private Picture move(Picture picture) {
        int width = picture.width();
        int height = picture.height();
        BufferedImage source = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        source.setRGB(0, 0, width, height, picture.argb(), 0, width);
        AffineTransform transform = new AffineTransform();
        transform.translate(width * (0.5 + random.nextDouble(-0.09, 0.09)), height * (0.5 + random.nextDouble(-0.09, 0.09)));
        transform.rotate(random.nextGaussian() * 0.12);
        transform.shear(random.nextDouble(-0.12, 0.12), random.nextDouble(-0.06, 0.06));
        double size = random.nextDouble(0.72, 1.08);
        double stretch = random.nextDouble(0.88, 1.13);
        boolean flip = mayFlip && random.nextBoolean();
        transform.scale(size * stretch * (flip ? -1 : 1), size / stretch);
        transform.translate(-width / 2.0, -height / 2.0);
        BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = target.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(source, transform, null);
        graphics.dispose();
        return new Picture(width, height, target.getRGB(0, 0, width, height, null, 0, width));
    }

    /// Half of the pictures keep the white ground that they will be seen on.
    private Picture onGround(Picture picture) {
        if (random.nextDouble() < 0.5) {
            return picture.onWhite();
        }
        double light = random.nextDouble(0.55, 1.0);
        double[] ground = new double[3];
        for (int i = 0; i < 3; i++) {
            ground[i] = 255 * Math.clamp(light + random.nextDouble(-0.2, 0.2), 0, 1);
        }
        int[] argb = new int[picture.argb().length];
        for (int i = 0; i < argb.length; i++) {
            int pixel = picture.argb()[i];
            double alpha = (pixel >>> 24) / 255.0;
            int red = (int) ((pixel >> 16 & 0xff) * alpha + ground[0] * (1 - alpha));
            int green = (int) ((pixel >> 8 & 0xff) * alpha + ground[1] * (1 - alpha));
            int blue = (int) ((pixel & 0xff) * alpha + ground[2] * (1 - alpha));
            argb[i] = 0xff000000 | red << 16 | green << 8 | blue;
        }
        return new Picture(picture.width(), picture.height(), argb);
    }

    /// Turns and stretches the colours in YIQ, then bends and scales the tones.
    private void colour(float[] rgb) {
        double turn = random.nextGaussian() * 0.22;
        double saturation = random.nextDouble() < 0.1 ? 0 : random.nextDouble(0.6, 1.35);
        double gamma = Math.exp(random.nextGaussian() * 0.22);
        double gain = random.nextDouble(0.85, 1.12);
        double lift = random.nextDouble(-0.06, 0.08);
        float[] tones = tones(gamma, gain, lift);
        double cos = Math.cos(turn) * saturation;
        double sin = Math.sin(turn) * saturation;
        for (int at = 0; at < rgb.length; at += 3) {
            double red = rgb[at];
            double green = rgb[at + 1];
            double blue = rgb[at + 2];
            double y = 0.299 * red + 0.587 * green + 0.114 * blue;
            double i = 0.596 * red - 0.274 * green - 0.322 * blue;
            double q = 0.211 * red - 0.523 * green + 0.312 * blue;
            double turnedI = cos * i - sin * q;
            double turnedQ = sin * i + cos * q;
            rgb[at] = tone(y + 0.956 * turnedI + 0.621 * turnedQ, tones);
            rgb[at + 1] = tone(y - 0.272 * turnedI - 0.647 * turnedQ, tones);
            rgb[at + 2] = tone(y - 1.106 * turnedI + 1.703 * turnedQ, tones);
        }
    }

    /// What becomes of each tone in steps of a thousandth.
    private static float[] tones(double gamma, double gain, double lift) {
        float[] tones = new float[TONES + 1];
        for (int i = 0; i <= TONES; i++) {
            tones[i] = (float) Math.clamp(Math.pow((double) i / TONES, gamma) * gain + lift, 0, 1);
        }
        return tones;
    }

    private static float tone(double value, float[] tones) {
        return tones[(int) (Math.clamp(value, 0, 1) * TONES + 0.5)];
    }

    /// The mean of each pixel with its four neighbours.
    private static void blur(float[] rgb, int width, int height) {
        float[] sharp = rgb.clone();
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    int at = (y * width + x) * 3 + channel;
                    rgb[at] = (2 * sharp[at] + sharp[at - 3] + sharp[at + 3] + sharp[at - 3 * width] + sharp[at + 3 * width]) / 6;
                }
            }
        }
    }

    private static float[] unpack(Picture picture) {
        float[] rgb = new float[picture.argb().length * 3];
        for (int i = 0; i < picture.argb().length; i++) {
            int pixel = picture.argb()[i];
            rgb[3 * i] = (pixel >> 16 & 0xff) / 255f;
            rgb[3 * i + 1] = (pixel >> 8 & 0xff) / 255f;
            rgb[3 * i + 2] = (pixel & 0xff) / 255f;
        }
        return rgb;
    }

    private Picture pack(float[] rgb, Picture shape, double noise) {
        int[] argb = new int[shape.argb().length];
        for (int i = 0; i < argb.length; i++) {
            double added = noise > 0 ? random.nextGaussian() * noise : 0;
            argb[i] = 0xff000000
                    | sample(rgb[3 * i] + added) << 16
                    | sample(rgb[3 * i + 1] + added) << 8
                    | sample(rgb[3 * i + 2] + added);
        }
        return new Picture(shape.width(), shape.height(), argb);
    }

    private static int sample(double value) {
        return (int) Math.round(Math.clamp(value, 0, 1) * 255);
    }
}
