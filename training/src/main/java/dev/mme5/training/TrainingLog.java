package dev.mme5.training;

import dev.mme5.core.json.Json;
import dev.mme5.core.run.AtomicFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// `metrics.jsonl`: one line a step, so that a curve can be drawn while the run goes on.
final class TrainingLog implements AutoCloseable {
    private final Path file;
    private BufferedWriter writer;

    /// @param gradNorm before clipping
    record Step(long step, double loss, double gradNorm, double learningRate) {}

    private record Line(long step, double loss, double gradNorm, double learningRate, double seconds) {}

    TrainingLog(Path file) {
        this.file = file;
        this.writer = open(file);
    }

    private static BufferedWriter open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void append(Step step, double seconds) {
        try {
            writer.write(Json.write(new Line(step.step(), step.loss(), step.gradNorm(), step.learningRate(), seconds)));
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Drops lines of steps that a resumed run will take again.
    void truncateAfter(long step) {
        try {
            writer.close();
            List<String> kept = Files.readAllLines(file).stream().filter(line -> isOfStepUpTo(step, line)).toList();
            AtomicFiles.writeString(file, kept.isEmpty() ? "" : String.join("\n", kept) + "\n");
            writer = open(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A line that was cut short when the run was killed is of a step that no checkpoint knows.
    private boolean isOfStepUpTo(long step, String line) {
        return line.endsWith("}") && Json.parse(line, file.toString()).longInteger("step") <= step;
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
