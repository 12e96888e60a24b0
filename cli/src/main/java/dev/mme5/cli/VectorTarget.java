package dev.mme5.cli;

import dev.mme5.core.run.FileTrees;
import dev.mme5.serving.vectors.VectorFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where `--output` points: a file, or standard output. For the latter the vectors wait in a temporary file until they are whole.
final class VectorTarget implements AutoCloseable {
    private final Path file;
    private final Optional<Path> temporary;

    private VectorTarget(Path file, Optional<Path> temporary) {
        this.file = file;
        this.temporary = temporary;
    }

    /// @throws IllegalArgumentException if the name's ending is no format, or if vectors and a JSON result would both go to stdout
    static VectorTarget of(String output, boolean json) throws IOException {
        if (!output.equals("-")) {
            VectorFormat.of(Path.of(output));
            return new VectorTarget(Path.of(output), Optional.empty());
        }
        if (json) {
            throw new IllegalArgumentException("--json: expected the vectors to go to a file, got --output -; leave one of them out");
        }
        Path folder = Files.createTempDirectory("mme5-embed-");
        return new VectorTarget(folder.resolve("vectors.jsonl"), Optional.of(folder));
    }

    Path file() {
        return file;
    }

    boolean isStdout() {
        return temporary.isPresent();
    }

    void copyTo(OutputStream out) throws IOException {
        Files.copy(file, out);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (temporary.isPresent()) {
            FileTrees.delete(temporary.get());
        }
    }
}
