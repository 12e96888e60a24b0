package dev.mme5.core.run;

import dev.mme5.core.FileTrouble;
import dev.mme5.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder that a run writes into.
public final class RunDirectory {
    private final Path path;

    private RunDirectory(Path path) {
        this.path = path;
    }

    /// Opens a folder, making it if need be; what is in it stays.
    ///
    /// @throws UncheckedIOException if it cannot be made, for one because a file of that name is there
    public static RunDirectory open(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    path + ": expected a folder for the run, got " + FileTrouble.of(e) + "; choose another folder", e);
        }
        return new RunDirectory(path);
    }

    public Path path() {
        return path;
    }

    /// A file of the run.
    ///
    /// @param name may have folders, such as `checkpoints/step-100`
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /// Writes [Manifest#FILE_NAME].
    public void writeManifest(Manifest manifest) {
        AtomicFiles.writeString(resolve(Manifest.FILE_NAME), Json.writePretty(manifest));
    }
}
