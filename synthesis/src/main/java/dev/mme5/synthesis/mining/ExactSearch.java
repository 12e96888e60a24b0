package dev.mme5.synthesis.mining;

import dev.mme5.core.InterruptedWorkException;
import dev.mme5.core.run.Progress;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Compares anchors with every row of a matrix. Out of core: the matrix is read from its file block by block, once for as many anchors as
/// [fit into memory][#anchorsAtOnce()]; every other array fits a processor's cache. Results do not depend on the number of threads.
final class ExactSearch {
    /// Rows of a block.
    static final int BLOCK = 512;

    private static final int ANCHOR_FLOATS = 1 << 25; // 128 MiB
    private static final int TILE = 64;
    private static final int COLUMNS = 32;

    private final VectorMatrix matrix;
    private final Wanted wanted;

    ExactSearch(VectorMatrix matrix, Wanted wanted) {
        this.matrix = matrix;
        this.wanted = wanted;
    }

    /// How many anchors' vectors are held in memory at once.
    int anchorsAtOnce() {
        return Math.max(1, ANCHOR_FLOATS / matrix.columns());
    }

    /// Reads the vectors of some anchors.
    ///
    /// @param slots places of anchors in what is wanted, at most [#anchorsAtOnce()]
    Pass pass(int[] slots) {
        return new Pass(slots);
    }

    /// Some anchors, ready to be compared. Not thread-safe.
    final class Pass {
        private final int[] slots;
        private final float[] queries; // [A, D]
        private final float[] rows = new float[BLOCK * matrix.columns()]; // [BLOCK, D]
        private final float[][] columns = new float[matrix.columns()][BLOCK]; // [D, BLOCK]

        private Pass(int[] slots) {
            this.slots = slots;
            queries = new float[slots.length * matrix.columns()];
            for (int i = 0; i < slots.length; i++) {
                matrix.unitRows(wanted.anchors()[slots[i]], 1, queries, i * matrix.columns());
            }
        }

        /// Offers each anchor what is nearest to it among some rows.
        ///
        /// @param found the lists of all that is wanted
        /// @param stage told of each row
        void compare(int fromRow, int toRow, Nearest[] found, Progress.Stage stage) {
            int dimension = matrix.columns();
            int tiles = (slots.length + TILE - 1) / TILE;
            for (int first = fromRow; first < toRow; first += BLOCK) {
                InterruptedWorkException.check("searching neighbours");
                int count = Math.min(BLOCK, toRow - first);
                matrix.unitRows(first, count, rows, 0);
                transpose(count);
                int start = first;
                boolean[] usable = usable(count, row -> wanted.eligible().test(start + row));
                IntStream.range(0, tiles).parallel().forEach(tile -> {
                    int from = tile * TILE;
                    int to = Math.min(from + TILE, slots.length);
                    float[][] scores = new float[to - from][BLOCK];
                    score(queries, from * dimension, columns, scores);
                    for (int i = from; i < to; i++) {
                        if (!isZero(queries, i * dimension, dimension)) {
                            offer(found[slots[i]], scores[i - from], start, usable, wanted.anchors()[slots[i]]);
                        }
                    }
                });
                stage.advance(count);
            }
        }

        private void transpose(int count) {
            int dimension = matrix.columns();
            for (int k = 0; k < dimension; k++) {
                float[] column = columns[k];
                for (int j = 0; j < count; j++) {
                    column[j] = rows[j * dimension + k];
                }
            }
        }

        private boolean[] usable(int count, IntPredicate eligible) {
            boolean[] usable = new boolean[BLOCK];
            int dimension = matrix.columns();
            for (int j = 0; j < count; j++) {
                usable[j] = !isZero(rows, j * dimension, dimension) && eligible.test(j);
            }
            return usable;
        }
    }

    private void offer(Nearest nearest, float[] scores, int first, boolean[] usable, int self) {
        float bar = nearest.bar();
        for (int j = 0; j < BLOCK; j++) {
            float score = scores[j];
            if (score >= bar && score < wanted.duplicateCosine() && usable[j] && first + j != self) {
                nearest.offer(first + j, score);
                bar = nearest.bar();
            }
        }
    }

    /// Whether a row has no direction.
    static boolean isZero(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (values[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /// The cosine of two unit vectors `[D]`, the same bits as [Pass#compare] finds.
    static float cosine(float[] query, float[] row) {
        float sum = 0;
        int k = 0;
        for (; k + 3 < query.length; k += 4) {
            sum = Math.fma(query[k], row[k], Math.fma(query[k + 1], row[k + 1], Math.fma(query[k + 2], row[k + 2], Math.fma(query[k + 3], row[k + 3], sum))));
        }
        for (; k < query.length; k++) {
            sum = Math.fma(query[k], row[k], sum);
        }
        return sum;
    }

    /// The cosines of some anchors with a block. The innermost loop is plain, so that the compiler makes vector instructions of it; the
    /// columns it reads stay in the nearest cache while all anchors pass. Sums in the order of [#cosine(float[], float[])].
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
