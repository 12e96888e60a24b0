package dev.mme5.synthesis.mining.hnsw;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Unit vectors `[n, D]` as integers of 16 bits, outside the heap, from which cosines are estimated. Of one scale for all vectors, so that
/// sums of products fit 32 bits, whatever the dimension. Adding is for one thread; then it is safe for several until it is closed.
public final class UnitCodes implements AutoCloseable {
    private static final float SCALE = Short.MAX_VALUE;
    private static final double FLOAT_SLACK = 1e-5; // of vectors and cosines that are floats themselves

    private final Arena arena = Arena.ofShared();
    private final MemorySegment codes;
    private final int dimension;
    private int size;

    /// @param capacity how many can be added
    public UnitCodes(int capacity, int dimension) {
        this.dimension = dimension;
        codes = arena.allocate((long) capacity * dimension * Short.BYTES, Long.BYTES);
    }

    /// Adds a vector of unit length that stands in an array.
    public void add(float[] vectors, int from) {
        MemorySegment.copy(encode(vectors, from), 0, codes, ValueLayout.JAVA_SHORT, start(size), dimension);
        size++;
    }

    /// A vector of unit length as codes.
    short[] encode(float[] vectors, int from) {
        short[] encoded = new short[dimension];
        for (int k = 0; k < dimension; k++) {
            encoded[k] = (short) Math.round(vectors[from + k] * SCALE);
        }
        return encoded;
    }

    /// How many were added.
    public int size() {
        return size;
    }

    public int dimension() {
        return dimension;
    }

    /// How far an estimate may be from the cosine at most.
    ///
    /// With `e` the length of what rounding takes from a vector, at most half a step in each dimension, the cosine of two is off by at most
    /// `2 e + e²` (Cauchy and Schwarz).
    public double error() {
        double rounding = 0.5 / SCALE * Math.sqrt(dimension);
        return 2 * rounding + rounding * rounding + FLOAT_SLACK;
    }

    /// A copy of a vector's codes into an array.
    void copyTo(int ordinal, short[] target) {
        MemorySegment.copy(codes, ValueLayout.JAVA_SHORT, start(ordinal), target, 0, dimension);
    }

    private long start(int ordinal) {
        return (long) ordinal * dimension * Short.BYTES;
    }

    @Override
    public void close() {
        arena.close();
    }

    /// Estimates cosines of one vector with others. Not thread-safe.
    final class Estimate {
        private final short[] query = new short[dimension];
        private final short[] other = new short[dimension];
        private final int[] pairs = new int[(dimension + 1) / 2];
        private final int[] ones = new int[pairs.length];

        Estimate() {
            Arrays.fill(ones, 1);
        }

        void ask(short[] codes) {
            System.arraycopy(codes, 0, query, 0, dimension);
        }

        void ask(int ordinal) {
            copyTo(ordinal, query);
        }

        float cosineWith(int ordinal) {
            copyTo(ordinal, other);
            multiply(query, other, pairs, dimension / 2);
            if (dimension % 2 == 1) {
                pairs[dimension / 2] = query[dimension - 1] * other[dimension - 1];
            }
            return sum(pairs, ones) / (SCALE * SCALE);
        }
    }

    /// Products of neighbouring pairs, added: the form for which compilers have a single instruction.
    private static void multiply(short[] left, short[] right, int[] pairs, int count) {
        for (int i = 0; i < count; i++) {
            pairs[i] = left[2 * i] * right[2 * i] + left[2 * i + 1] * right[2 * i + 1];
        }
    }

    /// A sum of products is made into vector instructions, a plain sum is not: three times as fast, as measured.
    private static int sum(int[] values, int[] ones) {
        int sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * ones[i];
        }
        return sum;
    }
}
