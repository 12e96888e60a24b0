package dev.mme5.synthesis.mining;

import dev.mme5.core.InterruptedWorkException;
import dev.mme5.core.run.AtomicFiles;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;

/// The lists of some anchors, and which parts of the matrix they have seen: in memory, and on disk as of the last part that was finished.
/// A search that was killed goes on from there; since a list does not change when a row is offered twice, the parts that were not finished
/// are simply searched again. Thread-safe.
final class FoundSoFar {
    private static final long MAGIC = 0x4d4d4535464e4431L; // "MME5FND1"

    private final Path file;
    private final String key;
    private final Nearest[] lists;
    private final BitSet finished;

    private FoundSoFar(Path file, String key, Nearest[] lists, BitSet finished) {
        this.file = file;
        this.key = key;
        this.lists = lists;
        this.finished = finished;
    }

    /// Goes on with what is on disk, or begins if there is nothing of this key.
    ///
    /// @param key says what is searched, and how the matrix is divided
    /// @param lists how many
    static FoundSoFar open(Path file, String key, int lists, int depth) {
        if (Files.isRegularFile(file)) {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
                if (in.readLong() == MAGIC && in.readUTF().equals(key) && in.readInt() == lists) {
                    return read(in, file, key, new Nearest[lists], depth);
                }
            } catch (IOException e) {
                InterruptedWorkException.throwIf(e, file.toString());
                return empty(file, key, lists, depth); // cut short or foreign: it is searched again
            }
        }
        return empty(file, key, lists, depth);
    }

    private static FoundSoFar empty(Path file, String key, int lists, int depth) {
        Nearest[] fresh = new Nearest[lists];
        Arrays.setAll(fresh, i -> new Nearest(depth));
        return new FoundSoFar(file, key, fresh, new BitSet());
    }

    private static FoundSoFar read(DataInputStream in, Path file, String key, Nearest[] lists, int depth) throws IOException {
        long[] finished = new long[in.readInt()];
        for (int i = 0; i < finished.length; i++) {
            finished[i] = in.readLong();
        }
        for (int i = 0; i < lists.length; i++) {
            lists[i] = Nearest.read(in, depth);
        }
        return new FoundSoFar(file, key, lists, BitSet.valueOf(finished));
    }

    Nearest[] lists() {
        return lists;
    }

    synchronized boolean hasFinished(int part) {
        return finished.get(part);
    }

    /// Keeps what was found, now that the lists have seen a part.
    synchronized void finish(int part) {
        finished.set(part);
        AtomicFiles.writeWith(file, stream -> {
            DataOutputStream out = new DataOutputStream(stream);
            out.writeLong(MAGIC);
            out.writeUTF(key);
            out.writeInt(lists.length);
            long[] words = finished.toLongArray();
            out.writeInt(words.length);
            for (long word : words) {
                out.writeLong(word);
            }
            for (Nearest list : lists) {
                list.write(out);
            }
            out.flush();
        });
    }
}
