package dev.mme5.serving.embed;

import dev.mme5.core.run.AtomicFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Files that belong together: written beside their places, moved there together, the last one last.
final class StagedFiles implements Closeable {
    private final List<Path> targets;
    private final List<Path> staged;

    private StagedFiles(List<Path> targets, List<Path> staged) {
        this.targets = targets;
        this.staged = staged;
    }

    static StagedFiles beside(List<Path> targets) throws IOException {
        List<Path> staged = new ArrayList<>();
        for (Path target : targets) {
            staged.add(AtomicFiles.temporaryBeside(target));
        }
        return new StagedFiles(List.copyOf(targets), List.copyOf(staged));
    }

    /// Where to write, in the order of the targets.
    List<Path> staged() {
        return staged;
    }

    void moveIntoPlace() throws IOException {
        for (int i = 0; i < targets.size(); i++) {
            AtomicFiles.moveIntoPlace(staged.get(i), targets.get(i));
        }
    }

    @Override
    public void close() throws IOException {
        for (Path path : staged) {
            Files.deleteIfExists(path);
        }
    }
}
