package dev.mme5.serving.vectors;

import dev.mme5.core.DatasetException;
import dev.mme5.core.npy.NpyHeader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A memory-mapped `.npy` matrix of float32. Nothing is read before it is asked for. Safe for several threads until it is closed.
public final class NpyMatrix implements AutoCloseable {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Arena arena = Arena.ofShared();
    private final MemorySegment data;
    private final NpyHeader header;

    /// Maps a file.
    ///
    /// @throws DatasetException if it is not a float32 matrix, or if its length does not fit its header
    public NpyMatrix(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            byte[] head = all.asSlice(0, Math.min(NpyHeader.MOST_BYTES, all.byteSize())).toArray(ValueLayout.JAVA_BYTE);
            header = NpyHeader.parse(head);
            if (!header.type().equals(NpyHeader.FLOAT32)) {
                throw new IllegalArgumentException("expected numbers of type " + NpyHeader.FLOAT32 + ", got " + header.type());
            }
            long expected = header.data() + header.rows() * header.columns() * Float.BYTES;
            if (all.byteSize() != expected) {
                throw new IllegalArgumentException("expected " + expected + " bytes for " + header.rows() + " rows of "
                        + header.columns() + ", got " + all.byteSize());
            }
            data = all.asSlice(header.data());
        } catch (IllegalArgumentException e) {
            arena.close();
            throw new DatasetException(file + ": " + e.getMessage() + "; make the file again", e);
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }

    public long rows() {
        return header.rows();
    }

    /// The length of a row.
    public int columns() {
        return header.columns();
    }

    /// Copies rows that follow each other.
    ///
    /// @param first the first row, from 0
    /// @param count how many
    /// @param target takes `count * columns()` values from its start
    public void copyRows(long first, int count, float[] target) {
        MemorySegment.copy(data, FLOAT, first * columns() * Float.BYTES, target, 0, count * columns());
    }

    /// One row, as a new array.
    public float[] row(long index) {
        float[] row = new float[columns()];
        copyRows(index, 1, row);
        return row;
    }

    @Override
    public void close() {
        arena.close();
    }
}
