package dev.mme5.cli.quickstart;

import dev.mme5.cli.report.Page;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.FileTrees;
import dev.mme5.core.run.Manifest;
import dev.mme5.core.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The quickstart's run folder: one folder for each stage. A run that was stopped is continued; one that was finished, or that began
/// from something else, is made anew.
record QuickstartFolder(Path path) {
    static final String COMMAND = "quickstart";
    static final String REPORT = "report.json";
    private static final String BEGUN_WITH = "begun-with.txt";
    private static final List<String> MADE = List.of("corpus", "synthesis", "before", "training", "after", "index", REPORT,
            Page.FILE_NAME, Manifest.FILE_NAME, BEGUN_WITH);

    /// Where a smaller corpus goes, for a smaller run.
    Path corpus() {
        return path.resolve("corpus");
    }

    Path synthesis() {
        return path.resolve("synthesis");
    }

    Path before() {
        return path.resolve("before");
    }

    Path training() {
        return path.resolve("training");
    }

    Path after() {
        return path.resolve("after");
    }

    Path index() {
        return path.resolve("index");
    }

    /// Opens the folder for a run.
    ///
    /// @param inputs everything that decides what the run makes
    /// @return whether what is in it belongs to the same run, unfinished
    /// @throws IllegalArgumentException if the folder holds something else
    boolean open(String inputs) {
        requireOwn();
        RunDirectory.open(path);
        Path begun = path.resolve(BEGUN_WITH);
        try {
            boolean continued = Files.exists(begun) && Files.readString(begun).equals(inputs) && !Files.exists(path.resolve(REPORT));
            if (!continued) {
                for (String name : MADE) {
                    FileTrees.delete(path.resolve(name));
                }
                AtomicFiles.writeString(begun, inputs);
            }
            return continued;
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": expected a folder that can be written, got " + e, e);
        }
    }

    /// Whether training can go on from a checkpoint; what it left without one is removed.
    boolean canResumeTraining() {
        Path checkpoints = training().resolve("checkpoints");
        try (Stream<Path> inside = Files.isDirectory(checkpoints) ? Files.list(checkpoints) : Stream.empty()) {
            if (inside.anyMatch(checkpoint -> checkpoint.getFileName().toString().matches("step-\\d+"))) {
                return true;
            }
            FileTrees.delete(training());
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(checkpoints + ": expected a folder that can be read and removed, got " + e, e);
        }
    }

    private void requireOwn() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> inside = Files.list(path)) {
            if (inside.findAny().isPresent() && !Files.exists(path.resolve(BEGUN_WITH))) {
                throw new IllegalArgumentException(path + ": expected a new or empty folder, or that of an earlier quickstart, got one"
                        + " with other things in it; choose another --out");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(path + ": expected a folder for the run, got " + e + "; choose another --out", e);
        }
    }
}
