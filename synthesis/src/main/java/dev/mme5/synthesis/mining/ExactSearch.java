package dev.mme5.synthesis.mining;

import dev.mme5.core.InterruptedWorkException;
import dev.mme5.core.run.Progress;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The nearest rows of a matrix to some of its rows, by comparing each with all. Out of core: the matrix is read from its file block by
/// block, once for as many anchors as fit into [#ANCHOR_FLOATS]; every other array fits a processor's cache. Results do not depend on
/// the number of threads.
final class ExactSearch {
    /// Anchors held at once: 128 MiB of them.
    static final int ANCHOR_FLOATS = 1 << 25;

    private static final int BLOCK = 512;
    private static final int TILE = 64;
    private static final int COLUMNS = 32;

    private final VectorMatrix matrix;
    private final int depth;
    private final float duplicateCosine;

    /// @param depth how many rows to find for each anchor
    /// @param duplicateCosine rows at least as near as this are near-duplicates and are passed over
    ExactSearch(VectorMatrix matrix, int depth, double duplicateCosine) {
        this.matrix = matrix;
        this.depth = depth;
        this.duplicateCosine = (float) duplicateCosine;
    }

    /// @param anchors rows of the matrix
    /// @param eligible whether a row may be found
    /// @return for each anchor what is nearest to it, without itself, near-duplicates, and rows that have no direction;
    ///     nothing for an anchor that has none
    Nearest[] search(int[] anchors, IntPredicate eligible, Progress progress) {
        int atOnce = Math.max(1, ANCHOR_FLOATS / matrix.columns());
        int passes = (anchors.length + atOnce - 1) / atOnce;
        Nearest[] found = new Nearest[anchors.length];
        Arrays.setAll(found, i -> new Nearest(depth));
        try (Progress.Stage stage = progress.begin("searching neighbours", (long) passes * matrix.rows())) {
            for (int from = 0; from < anchors.length; from += atOnce) {
                pass(anchors, from, Math.min(from + atOnce, anchors.length), new Target(found, eligible, stage));
            }
        }
        return found;
    }

    /// Where a pass puts what it finds.
    private record Target(Nearest[] found, IntPredicate eligible, Progress.Stage stage) {}

    private void pass(int[] anchors, int from, int to, Target target) {
        int dimension = matrix.columns();
        float[] queries = new float[(to - from) * dimension]; // [A, D]
        for (int i = from; i < to; i++) {
            matrix.unitRows(anchors[i], 1, queries, (i - from) * dimension);
        }
        int tiles = (to - from + TILE - 1) / TILE;
        float[] rows = new float[BLOCK * dimension]; // [BLOCK, D]
        float[][] columns = new float[dimension][BLOCK]; // [D, BLOCK]
        for (int first = 0; first < matrix.rows(); first += BLOCK) {
            InterruptedWorkException.check("searching neighbours");
            int count = Math.min(BLOCK, matrix.rows() - first);
            matrix.unitRows(first, count, rows, 0);
            transpose(rows, count, columns);
            int start = first;
            boolean[] usable = usable(rows, count, row -> target.eligible.test(start + row));
            IntStream.range(0, tiles).parallel().forEach(tile -> {
                int tileFrom = tile * TILE;
                int tileTo = Math.min(tileFrom + TILE, to - from);
                float[][] scores = new float[tileTo - tileFrom][BLOCK];
                score(queries, tileFrom * dimension, columns, scores);
                for (int i = tileFrom; i < tileTo; i++) {
                    if (isZero(queries, i * dimension, dimension)) {
                        continue;
                    }
                    offer(target.found[from + i], scores[i - tileFrom], start, usable, anchors[from + i]);
                }
            });
            target.stage.advance(count);
        }
    }

    private void transpose(float[] rows, int count, float[][] columns) {
        int dimension = matrix.columns();
        for (int k = 0; k < dimension; k++) {
            float[] column = columns[k];
            for (int j = 0; j < count; j++) {
                column[j] = rows[j * dimension + k];
            }
        }
    }

    private boolean[] usable(float[] rows, int count, IntPredicate eligible) {
        boolean[] usable = new boolean[BLOCK];
        int dimension = matrix.columns();
        for (int j = 0; j < count; j++) {
            usable[j] = !isZero(rows, j * dimension, dimension) && eligible.test(j);
        }
        return usable;
    }

    private static boolean isZero(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (values[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void offer(Nearest nearest, float[] scores, int first, boolean[] usable, int self) {
        for (int j = 0; j < BLOCK; j++) {
            float score = scores[j];
            if (score > nearest.bar() && score < duplicateCosine && usable[j] && first + j != self) {
                nearest.offer(first + j, score);
            }
        }
    }

    /// The cosines of some anchors with a block. The innermost loop is plain, so that the compiler makes vector instructions of it; the
    /// columns it reads stay in the nearest cache while all anchors pass.
    private static void score(float[] queries, int at, float[][] columns, float[][] scores) {
        int dimension = columns.length;
        for (int from = 0; from < dimension; from += COLUMNS) {
            int to = Math.min(from + COLUMNS, dimension);
            for (int i = 0; i < scores.length; i++) {
                int query = at + i * dimension;
                int k = from;
                for (; k + 3 < to; k += 4) {
                    addFour(queries, query + k, columns, k, scores[i]);
                }
                for (; k < to; k++) {
                    add(queries[query + k], columns[k], scores[i]);
                }
            }
        }
    }

    private static void add(float a, float[] column, float[] scores) {
        for (int j = 0; j < BLOCK; j++) {
            scores[j] = Math.fma(a, column[j], scores[j]);
        }
    }

    private static void addFour(float[] queries, int at, float[][] columns, int k, float[] scores) {
        float a = queries[at];
        float b = queries[at + 1];
        float c = queries[at + 2];
        float d = queries[at + 3];
        float[] ca = columns[k];
        float[] cb = columns[k + 1];
        float[] cc = columns[k + 2];
        float[] cd = columns[k + 3];
        for (int j = 0; j < BLOCK; j++) {
            scores[j] = Math.fma(a, ca[j], Math.fma(b, cb[j], Math.fma(c, cc[j], Math.fma(d, cd[j], scores[j]))));
        }
    }
}
