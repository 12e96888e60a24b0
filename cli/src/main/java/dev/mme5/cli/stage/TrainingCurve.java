package dev.mme5.cli.stage;

import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a training run wrote down of each step.
///
/// @param points by step
public record TrainingCurve(List<Point> points) {
    /// The file in a run's folder.
    public static final String FILE_NAME = "metrics.jsonl";

    public TrainingCurve {
        points = List.copyOf(points);
    }

    /// One step.
    ///
    /// @param step from 1
    /// @param seconds since the beginning of the run
    public record Point(long step, double loss, double learningRate, double seconds) {}

    /// Reads a run's file.
    ///
    /// @throws dev.mme5.core.json.JsonException if there is none or a line is not a step
    public static TrainingCurve read(Path run) {
        List<Point> points = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(run.resolve(FILE_NAME))) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                JsonObject step = line.get().object();
                points.add(new Point(step.longInteger("step"), step.number("loss"), step.number("learningRate"), step.number("seconds")));
            }
        }
        return new TrainingCurve(points);
    }
}
