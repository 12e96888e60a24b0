package dev.mme5.evaluation;

import dev.mme5.core.json.Json;
import dev.mme5.core.run.AtomicFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A finished evaluation: its report, and the rank of the right answer in every row, which a [Comparison] needs. Immutable.
public final class EvaluationRun {
    private final EvaluationReport report;
    private final Map<String, TaskResult> results;

    EvaluationRun(EvaluationReport report, Map<String, TaskResult> results) {
        this.report = report;
        this.results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    }

    public EvaluationReport report() {
        return report;
    }

    Map<String, TaskResult> results() {
        return results;
    }

    /// Writes `report.json` and `report.md` into a folder.
    public void writeReports(Path folder) {
        AtomicFiles.writeString(folder.resolve("report.json"), ReportJson.write(report));
        AtomicFiles.writeString(folder.resolve("report.md"), MarkdownReport.write(report));
    }

    /// Where the rows of a task are kept in a run folder.
    static Path resultFile(Path folder, String task) {
        return folder.resolve("results").resolve(task + ".json");
    }

    static void write(Path folder, TaskResult result) {
        AtomicFiles.writeString(resultFile(folder, result.name()), Json.write(result) + "\n");
    }

    /// A task's result of an earlier run, if it is of the same rows and the same embedder.
    static Optional<TaskResult> finished(Path folder, String task, String taskHash, String embedder) {
        Path file = resultFile(folder, task);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        TaskResult result = TaskResult.read(Json.read(file));
        return result.taskHash().equals(taskHash) && result.embedder().equals(embedder) ? Optional.of(result) : Optional.empty();
    }
}
