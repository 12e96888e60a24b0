package dev.mme5.serving.vectors;

import dev.mme5.core.Embedding;
import dev.mme5.core.npy.NpyHeader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Vectors as a `.npy` matrix, ids beside it one a line.
final class NpyVectors implements VectorSink {
    private final FileChannel matrix;
    private final BufferedWriter ids;
    private final int dimension;
    private final ByteBuffer row;
    private long rows;

    NpyVectors(Path npy, Path idFile, int dimension) throws IOException {
        this.dimension = dimension;
        row = ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        matrix = FileChannel.open(
                npy, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        matrix.write(head());
        ids = Files.newBufferedWriter(idFile);
    }

    private ByteBuffer head() {
        return ByteBuffer.wrap(NpyHeader.of(NpyHeader.FLOAT32, rows, dimension));
    }

    @Override
    public void append(String id, Embedding embedding) throws IOException {
        if (embedding.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "vector of " + id + ": expected dimension " + dimension + ", got " + embedding.dimension());
        }
        row.clear();
        row.asFloatBuffer().put(embedding.toArray());
        while (row.hasRemaining()) {
            matrix.write(row);
        }
        ids.append(id.replace('\n', ' ').replace('\r', ' ')).append('\n');
        rows++;
    }

    @Override
    public void finish() throws IOException {
        matrix.write(head(), 0);
        matrix.force(true);
        ids.flush();
    }

    @Override
    public void close() throws IOException {
        try (matrix) {
            ids.close();
        }
    }
}
