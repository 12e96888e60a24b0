package dev.mme5.synthesis.mining;

import java.util.Arrays;

/// The nearest rows seen so far, nearest first; of equally near ones, the one seen first. Not thread-safe.
final class Nearest {
    private final int[] rows;
    private final float[] cosines;
    private int count;

    Nearest(int depth) {
        rows = new int[depth];
        cosines = new float[depth];
    }

    /// The cosine that a row must exceed to be taken.
    float bar() {
        return count < rows.length ? Float.NEGATIVE_INFINITY : cosines[count - 1];
    }

    void offer(int row, float cosine) {
        if (cosine <= bar()) {
            return;
        }
        int at = count < rows.length ? count++ : count - 1;
        while (at > 0 && cosines[at - 1] < cosine) {
            rows[at] = rows[at - 1];
            cosines[at] = cosines[at - 1];
            at--;
        }
        rows[at] = row;
        cosines[at] = cosine;
    }

    int[] rows() {
        return Arrays.copyOf(rows, count);
    }

    float[] cosines() {
        return Arrays.copyOf(cosines, count);
    }
}
