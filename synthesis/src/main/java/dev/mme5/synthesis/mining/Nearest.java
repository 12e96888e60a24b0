package dev.mme5.synthesis.mining;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The nearest of the rows offered so far, nearest first; of equally near ones, the one with the smaller number. What it holds does not
/// depend on the order of offers, and offering a row again changes nothing. Thread-safe.
public final class Nearest {
    private final int[] rows;
    private final float[] cosines;
    private int count;

    Nearest(int depth) {
        rows = new int[depth];
        cosines = new float[depth];
    }

    /// The least cosine that a row must have to be taken; it only grows.
    synchronized float bar() {
        return count < rows.length ? Float.NEGATIVE_INFINITY : cosines[count - 1];
    }

    synchronized void offer(int row, float cosine) {
        int at = count;
        while (at > 0 && (cosine > cosines[at - 1] || (cosine == cosines[at - 1] && row < rows[at - 1]))) {
            at--;
        }
        boolean known = at > 0 && rows[at - 1] == row;
        if (known || at == rows.length) {
            return;
        }
        count = Math.min(count + 1, rows.length);
        System.arraycopy(rows, at, rows, at + 1, count - at - 1);
        System.arraycopy(cosines, at, cosines, at + 1, count - at - 1);
        rows[at] = row;
        cosines[at] = cosine;
    }

    public synchronized int[] rows() {
        return Arrays.copyOf(rows, count);
    }

    public synchronized float[] cosines() {
        return Arrays.copyOf(cosines, count);
    }

    synchronized void write(DataOutput out) throws IOException {
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeInt(rows[i]);
            out.writeFloat(cosines[i]);
        }
    }

    /// @throws IOException if this is no list of the depth
    static Nearest read(DataInput in, int depth) throws IOException {
        Nearest read = new Nearest(depth);
        read.count = in.readInt();
        if (read.count < 0 || read.count > depth) {
            throw new IOException("expected at most " + depth + " neighbours, got " + read.count);
        }
        for (int i = 0; i < read.count; i++) {
            read.rows[i] = in.readInt();
            read.cosines[i] = in.readFloat();
        }
        return read;
    }
}
