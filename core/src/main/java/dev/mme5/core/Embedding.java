package dev.mme5.core;

import java.util.Arrays;

/// A vector of unit length. Immutable and thread-safe. Because the length is one, [#dot(Embedding)] is the cosine.
public final class Embedding {
    private final float[] values;

    private Embedding(float[] values) {
        this.values = values;
    }

    /// Scales a vector to unit length.
    ///
    /// @param values any finite vector other than zero; copied
    /// @throws IllegalArgumentException if the length is zero or not finite
    public static Embedding of(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("embedding: expected a finite vector with a length above zero, got length " + length);
        }
        float[] unit = new float[values.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (values[i] / length);
        }
        return new Embedding(unit);
    }

    public int dimension() {
        return values.length;
    }

    /// The cosine of the angle between two embeddings, in [-1, 1] but for rounding.
    ///
    /// @throws IllegalArgumentException if the dimensions differ
    public float dot(Embedding other) {
        if (other.values.length != values.length) {
            throw new IllegalArgumentException(
                    "embedding: expected dimension " + values.length + ", got " + other.values.length);
        }
        float sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * other.values[i];
        }
        return sum;
    }

    /// A copy of the values.
    public float[] toArray() {
        return values.clone();
    }

    /// Copies the values into `target` from `offset` on.
    public void copyTo(float[] target, int offset) {
        System.arraycopy(values, 0, target, offset, values.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Embedding[" + values.length + "]";
    }
}
