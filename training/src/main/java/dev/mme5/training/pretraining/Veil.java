package dev.mme5.training.pretraining;

import dev.mme5.core.random.SeededRandom;
import dev.mme5.model.image.Picture;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// Covers a picture with one colour but for a window, if there is one: little of what it shows can be made out, or nothing.
final class Veil implements UnaryOperator<Picture> {
    private static final double WHOLLY = 0.4;

    private final SeededRandom random;

    Veil(SeededRandom random) {
        this.random = random;
    }

    @Override
    public Picture apply(Picture picture) {
        int width = picture.width();
        int height = picture.height();
        int[] covered = new int[width * height];
        Arrays.fill(covered, 0xff000000 | random.nextInt(1 << 24));
        if (random.nextDouble() >= WHOLLY) {
            int wide = Math.max(1, (int) (width * random.nextDouble(0.2, 0.5)));
            int high = Math.max(1, (int) (height * random.nextDouble(0.2, 0.5)));
            int left = random.nextInt(width - wide + 1);
            int top = random.nextInt(height - high + 1);
            for (int y = top; y < top + high; y++) {
                System.arraycopy(picture.argb(), y * width + left, covered, y * width + left, wide);
            }
        }
        return new Picture(width, height, covered);
    }
}
