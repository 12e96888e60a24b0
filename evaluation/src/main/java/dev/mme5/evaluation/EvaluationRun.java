package dev.mme5.evaluation;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.run.AtomicFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A finished evaluation: its report, and the rank of the right answer in every row, which a [Comparison] needs. Immutable.
public final class EvaluationRun {
    private static final String REPORT_FILE = "report.json";

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

    /// Reads a run that [#writeReports(Path)] finished.
    ///
    /// @throws dev.mme5.core.json.JsonException if a file of it is missing or malformed
    public static EvaluationRun read(Path folder) {
        EvaluationReport report = ReportReader.read(Json.read(folder.resolve(REPORT_FILE)));
        Map<String, TaskResult> results = new LinkedHashMap<>();
        for (EvaluationReport.TaskScores task : report.tasks()) {
            results.put(task.name(), TaskResult.read(Json.read(resultFile(folder, task.name()))));
        }
        return new EvaluationRun(report, results);
    }

    /// Writes `report.json` and `report.md` into a folder.
    public void writeReports(Path folder) {
        AtomicFiles.writeString(folder.resolve(REPORT_FILE), ReportJson.write(report));
        AtomicFiles.writeString(folder.resolve("report.md"), MarkdownReport.write(report));
    }

    /// Where the rows of a task are kept in a run folder.
    static Path resultFile(Path folder, String task) {
        return folder.resolve("results").resolve(task + ".json");
    }

    static void write(Path folder, TaskResult result) {
        AtomicFiles.writeString(resultFile(folder, result.name()), Json.write(result) + "\n");
    }

    /// A task's result of an earlier run, if it is of the same rows and the same embedder. A file that is no such result is as none:
    /// the task is evaluated again and the file replaced.
    static Optional<TaskResult> finished(Path folder, String task, String taskHash, String embedder) {
        Path file = resultFile(folder, task);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(TaskResult.read(Json.read(file)))
                    .filter(result -> result.taskHash().equals(taskHash) && result.embedder().equals(embedder));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }
}
