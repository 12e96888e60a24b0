package dev.mme5.synthesis.mining;

import dev.mme5.core.run.AtomicFiles;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What is near to each anchor, nearest first. Immutable and thread-safe; the arrays are shared, treat them as read-only.
///
/// @param anchors numbers of pictures, `[A]`
/// @param pictures numbers of pictures, `[A][up to K]`
/// @param cosines of those, `[A][up to K]`
record Neighbours(int[] anchors, int[][] pictures, float[][] cosines) {
    private static final long MAGIC = 0x4d4d45354e425231L; // "MME5NBR1"

    int size() {
        return anchors.length;
    }

    /// Writes them with a key that says what they were made of.
    void write(Path file, String key) {
        AtomicFiles.writeWith(file, stream -> {
            DataOutputStream out = new DataOutputStream(stream);
            out.writeLong(MAGIC);
            out.writeUTF(key);
            out.writeInt(anchors.length);
            for (int i = 0; i < anchors.length; i++) {
                out.writeInt(anchors[i]);
                out.writeInt(pictures[i].length);
                for (int j = 0; j < pictures[i].length; j++) {
                    out.writeInt(pictures[i][j]);
                    out.writeFloat(cosines[i][j]);
                }
            }
            out.flush();
        });
    }

    /// Reads them back; empty if there is no such file, or it was made of something else.
    static Optional<Neighbours> read(Path file, String key) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (in.readLong() != MAGIC || !in.readUTF().equals(key)) {
                return Optional.empty();
            }
            int size = in.readInt();
            Neighbours read = new Neighbours(new int[size], new int[size][], new float[size][]);
            for (int i = 0; i < size; i++) {
                read.anchors[i] = in.readInt();
                int count = in.readInt();
                read.pictures[i] = new int[count];
                read.cosines[i] = new float[count];
                for (int j = 0; j < count; j++) {
                    read.pictures[i][j] = in.readInt();
                    read.cosines[i][j] = in.readFloat();
                }
            }
            return Optional.of(read);
        } catch (IOException e) {
            return Optional.empty(); // cut short or foreign: it is made again
        }
    }
}
