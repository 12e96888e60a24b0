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
final class VectorMatrix {
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
    VectorMatrix(Path file) {
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

    int rows() {
        return (int) header.rows();
    }

    int columns() {
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
                for (int i = 0; i < length; i++) {
                    target[offset + i] = Float.float16ToFloat(data.get(SHORT, (from + i) * Short.BYTES));
                }
            }
            case BFLOAT16 -> {
                for (int i = 0; i < length; i++) {
                    target[offset + i] = Float.intBitsToFloat(data.get(SHORT, (from + i) * Short.BYTES) << 16);
                }
            }
        }
        for (int row = 0; row < count; row++) {
            scale(target, offset + row * columns());
        }
    }

    private void scale(float[] values, int from) {
        double squares = 0;
        for (int i = from; i < from + columns(); i++) {
            squares += (double) values[i] * values[i];
        }
        double length = Math.sqrt(squares);
        boolean usable = length > 0 && Double.isFinite(length);
        for (int i = from; i < from + columns(); i++) {
            values[i] = usable ? (float) (values[i] / length) : 0;
        }
    }
}
