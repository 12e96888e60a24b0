package dev.mme5.synthesis.mining;

import dev.mme5.core.FileTrouble;
import dev.mme5.core.InterruptedWorkException;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.FileTrees;
import dev.mme5.synthesis.mining.hnsw.NeighbourGraph;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where a search keeps what it need not do twice. What was made of something else is found under the same name, not used, and written
/// over.
///
/// @param folder the corpus's
/// @param rowsKey tells the matrix and which of its rows may be found
/// @param key tells that, and all that is wanted
public record SearchPlace(Path folder, String rowsKey, String key) {
    private static final long MAGIC = 0x4d4d453547524831L; // "MME5GRH1"

    private Path unfinished() {
        return folder.resolve("searching");
    }

    /// What some anchors have found so far.
    ///
    /// @param group number of the anchors' group
    /// @param division how the matrix is divided
    FoundSoFar foundSoFar(int group, String division, int lists, int depth) {
        return FoundSoFar.open(unfinished().resolve(String.format("anchors-%04d.bin", group)), key + " " + division, lists, depth);
    }

    /// Forgets what was found so far: all is found, and written elsewhere.
    void finish() {
        try {
            FileTrees.delete(unfinished());
        } catch (IOException e) {
            throw new UncheckedIOException(unfinished() + ": expected to delete it, got " + FileTrouble.of(e) + "; delete it by hand", e);
        }
    }

    private Path graphFile(int part) {
        return folder.resolve("graphs").resolve(String.format("graph-%04d.bin", part));
    }

    /// A graph that was built before.
    ///
    /// @param shape how it was to be built
    Optional<NeighbourGraph> graph(int part, String shape) {
        if (!Files.isRegularFile(graphFile(part))) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(graphFile(part)), 1 << 16))) {
            boolean ours = in.readLong() == MAGIC && in.readUTF().equals(rowsKey + " " + shape);
            return ours ? Optional.of(NeighbourGraph.read(in)) : Optional.empty();
        } catch (IOException e) {
            InterruptedWorkException.throwIf(e, graphFile(part).toString());
            return Optional.empty(); // cut short or foreign: it is built again
        }
    }

    void keepGraph(int part, String shape, NeighbourGraph graph) {
        AtomicFiles.writeWith(graphFile(part), stream -> {
            DataOutputStream out = new DataOutputStream(stream);
            out.writeLong(MAGIC);
            out.writeUTF(rowsKey + " " + shape);
            graph.write(out);
            out.flush();
        });
    }
}
