package dev.mme5.model.image;

/// Pillow's bilinear resize with antialiasing, bit for bit: fixed-point weights, horizontal pass first, rounding to 8 bits between the
/// passes (reference: `Resample.c` of Pillow 11, of the time of the published weights; Pillow 13 takes the vertical pass first where the
/// height shrinks by more than twice the pixels that the width does, which moves samples by one). Works on the colour channels; the
/// result is opaque.
public final class BilinearResize {
    private static final int PRECISION_BITS = 32 - 8 - 2;

    private BilinearResize() {}

    /// @param picture opaque
    public static Picture resize(Picture picture, int width, int height) {
        Picture wide = picture.width() == width ? picture : horizontal(picture, width);
        return wide.height() == height ? wide : vertical(wide, height);
    }

    private static Picture horizontal(Picture source, int width) {
        Weights weights = Weights.of(source.width(), width);
        int[] target = new int[width * source.height()];
        for (int y = 0; y < source.height(); y++) {
            for (int x = 0; x < width; x++) {
                target[y * width + x] = weights.sum(source.argb(), y * source.width(), 1, x);
            }
        }
        return new Picture(width, source.height(), target);
    }

    private static Picture vertical(Picture source, int height) {
        Weights weights = Weights.of(source.height(), height);
        int width = source.width();
        int[] target = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                target[y * width + x] = weights.sum(source.argb(), x, width, y);
            }
        }
        return new Picture(width, height, target);
    }

    /// For each target place, the first source place and the fixed-point weights from there on.
    private record Weights(int[] first, int[][] weights) {

        static Weights of(int source, int target) {
            double scale = (double) source / target;
            double filterScale = Math.max(scale, 1.0);
            double support = filterScale; // the triangle filter reaches 1.0 to each side
            int[] first = new int[target];
            int[][] weights = new int[target][];
            for (int i = 0; i < target; i++) {
                double center = (i + 0.5) * scale;
                int from = Math.max((int) (center - support + 0.5), 0);
                int to = Math.min((int) (center + support + 0.5), source);
                first[i] = from;
                weights[i] = fixedPoint(triangle(from, to, center, filterScale));
            }
            return new Weights(first, weights);
        }

        private static double[] triangle(int from, int to, double center, double filterScale) {
            double[] k = new double[to - from];
            double total = 0;
            for (int x = 0; x < k.length; x++) {
                double distance = Math.abs((x + from - center + 0.5) * (1.0 / filterScale));
                k[x] = distance < 1.0 ? 1.0 - distance : 0.0;
                total += k[x];
            }
            for (int x = 0; x < k.length; x++) {
                k[x] = total == 0 ? k[x] : k[x] / total;
            }
            return k;
        }

        private static int[] fixedPoint(double[] k) {
            int[] fixed = new int[k.length];
            for (int x = 0; x < k.length; x++) {
                fixed[x] = (int) (0.5 + k[x] * (1 << PRECISION_BITS));
            }
            return fixed;
        }

        int sum(int[] argb, int offset, int stride, int place) {
            int[] k = weights[place];
            int red = 1 << (PRECISION_BITS - 1);
            int green = red;
            int blue = red;
            int at = offset + first[place] * stride;
            for (int weight : k) {
                int pixel = argb[at];
                red += (pixel >> 16 & 0xff) * weight;
                green += (pixel >> 8 & 0xff) * weight;
                blue += (pixel & 0xff) * weight;
                at += stride;
            }
            return 0xff000000 | clip(red) << 16 | clip(green) << 8 | clip(blue);
        }

        private static int clip(int sum) {
            return Math.clamp(sum >> PRECISION_BITS, 0, 255);
        }
    }
}
