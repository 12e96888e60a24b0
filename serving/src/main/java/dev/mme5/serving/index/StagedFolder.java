package dev.mme5.serving.index;

import dev.mme5.core.run.FileTrees;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A folder that is filled beside its place and moved there when whole. Closed before, it is deleted.
final class StagedFolder implements Closeable {
    private final Path target;
    private final Path staged;

    private StagedFolder(Path target, Path staged) {
        this.target = target;
        this.staged = staged;
    }

    static StagedFolder beside(Path target) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        Path parent = Files.createDirectories(absolute.getParent());
        Path staged = parent.resolve("." + absolute.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        FileTrees.delete(staged);
        return new StagedFolder(absolute, Files.createDirectory(staged));
    }

    Path resolve(String name) {
        return staged.resolve(name);
    }

    /// Takes the target's place. What stood there is moved aside first and deleted last, so that a reader finds the old or the new.
    void moveIntoPlace() throws IOException {
        Path old = staged.resolveSibling(staged.getFileName() + ".old");
        FileTrees.delete(old);
        if (Files.exists(target)) {
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.exists(old)) {
                Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        FileTrees.delete(old);
    }

    @Override
    public void close() throws IOException {
        FileTrees.delete(staged);
    }
}
