package dev.mme5.synthesis.mining;

import dev.mme5.core.DatasetException;
import dev.mme5.core.FileTrouble;
import dev.mme5.core.npy.NpyHeader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A memory-mapped matrix of vectors, `[N, D]`, larger than memory if need be. Immutable and thread-safe.
public final class VectorMatrix {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment data;
    private final NpyHeader header;
    private final Format format;

    /// How a number is written.
    private enum Format {
        FLOAT32(4),
        FLOAT16(2),
        BFLOAT16(2);

        private final int bytes;

        Format(int bytes) {
            this.bytes = bytes;
        }

        static Format of(String type) {
            return switch (type) {
                case NpyHeader.FLOAT32 -> FLOAT32;
                case "<f2" -> FLOAT16;
                case "<V2", "|V2" -> BFLOAT16; // NumPy has no name for it; ml_dtypes writes it like this
                default -> throw new IllegalArgumentException("expected numbers of type <f4, <f2 or, for bfloat16, <V2, got " + type);
            };
        }
    }

    /// @throws DatasetException if the file is no such matrix, or is not whole
    public VectorMatrix(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            header = NpyHeader.parse(all.asSlice(0, Math.min(NpyHeader.MOST_BYTES, all.byteSize())).toArray(ValueLayout.JAVA_BYTE));
            format = Format.of(header.type());
            long expected = header.data() + header.rows() * header.columns() * format.bytes;
            if (all.byteSize() != expected || header.rows() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("expected " + expected + " bytes for " + header.rows() + " rows of "
                        + header.columns() + ", got " + all.byteSize());
            }
            data = all.asSlice(header.data());
        } catch (IllegalArgumentException e) {
            throw new DatasetException(file + ": " + e.getMessage() + "; make the file again", e);
        } catch (IOException e) {
            throw new DatasetException(file + ": expected vectors in NumPy's format, got " + FileTrouble.of(e) + "; check the path", e);
        }
    }

    public int rows() {
        return (int) header.rows();
    }

    public int columns() {
        return header.columns();
    }

    /// Copies rows, each scaled to unit length. One without a direction, such as of a picture that could not be embedded, becomes zero.
    ///
    /// @param target takes `count * columns()` values from `offset` on
    void unitRows(int first, int count, float[] target, int offset) {
        int length = count * columns();
        long from = (long) first * columns();
        switch (format) {
            case FLOAT32 -> MemorySegment.copy(data, FLOAT, from * Float.BYTES, target, offset, length);
            case FLOAT16 -> {
                short[] halves = shorts(from, length);
                for (int i = 0; i < length; i++) {
                    target[offset + i] = Float.float16ToFloat(halves[i]);
                }
            }
            case BFLOAT16 -> {
                short[] halves = shorts(from, length);
                for (int i = 0; i < length; i++) {
                    target[offset + i] = Float.intBitsToFloat(halves[i] << 16);
                }
            }
        }
        for (int row = 0; row < count; row++) {
            scale(target, offset + row * columns());
        }
    }

    /// In an array, where the compiler makes vector instructions of the loops over them.
    private short[] shorts(long from, int length) {
        short[] shorts = new short[length];
        MemorySegment.copy(data, SHORT, from * Short.BYTES, shorts, 0, length);
        return shorts;
    }

    private void scale(float[] values, int from) {
        double length = Math.sqrt(squares(values, from, from + columns()));
        boolean usable = length > 0 && Double.isFinite(length);
        for (int i = from; i < from + columns(); i++) {
            values[i] = usable ? (float) (values[i] / length) : 0;
        }
    }

    /// In four sums, so that one need not wait for the other.
    private static double squares(float[] values, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += (double) values[i] * values[i];
            b += (double) values[i + 1] * values[i + 1];
            c += (double) values[i + 2] * values[i + 2];
            d += (double) values[i + 3] * values[i + 3];
        }
        for (; i < to; i++) {
            a += (double) values[i] * values[i];
        }
        return a + b + (c + d);
    }
}
