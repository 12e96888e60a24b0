package dev.mme5.evaluation;

import dev.mme5.core.Content;
import dev.mme5.core.Embedder;
import dev.mme5.core.run.Progress;
import dev.mme5.evaluation.benchmark.EvaluationTask;
import dev.mme5.evaluation.benchmark.Suite;
import dev.mme5.evaluation.benchmark.TaskSource;
import dev.mme5.evaluation.metric.Bootstrap;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Runs a suite with one embedder. A task's result is written as soon as it is known; a run that is started again in the same folder
/// takes up the results of the same embedder and rows. Not thread-safe.
public final class Evaluator {
    private final Embedder embedder;
    private final Settings settings;
    private final Progress progress;
    private final InstantSource clock;

    /// How to evaluate.
    ///
    /// @param bootstrap of the intervals
    /// @param chunk how many contents go to the embedder in one call
    public record Settings(Bootstrap bootstrap, int chunk) {
        public static Settings of(EvaluationRecipe recipe) {
            return new Settings(new Bootstrap(recipe.seed(), recipe.resamples()), recipe.chunk());
        }
    }

    /// @param embedder stays open
    public Evaluator(Embedder embedder, Settings settings, Progress progress, InstantSource clock) {
        this.embedder = embedder;
        this.settings = settings;
        this.progress = progress;
        this.clock = clock;
    }

    /// Evaluates the suite.
    ///
    /// @param folder of the run; `results/<task>.json` is written there
    /// @throws dev.mme5.core.DatasetException if a task's data are malformed
    public EvaluationRun evaluate(Suite suite, Path folder) {
        Instant start = clock.instant();
        Map<String, TaskResult> results = new LinkedHashMap<>();
        EmbeddingTable table = new EmbeddingTable(embedder, settings.chunk());
        for (List<TaskSource> batch : batches(suite)) {
            evaluate(batch, table, folder, results);
            table.clear();
        }
        return report(suite, results, seconds(start));
    }

    /// Tasks that share contents are held in memory together; others one at a time.
    private static List<List<TaskSource>> batches(Suite suite) {
        return suite.sharesContents() ? List.of(suite.tasks()) : suite.tasks().stream().map(List::of).toList();
    }

    private void evaluate(List<TaskSource> batch, EmbeddingTable table, Path folder, Map<String, TaskResult> results) {
        List<Pending> pending = new ArrayList<>();
        for (TaskSource source : batch) {
            EvaluationTask task = source.load().get();
            String hash = task.hash();
            Optional<TaskResult> finished = EvaluationRun.finished(folder, source.name(), hash, embedder.info().fingerprint());
            finished.ifPresent(result -> results.put(source.name(), result));
            if (finished.isEmpty()) {
                pending.add(new Pending(task, hash));
            }
        }
        if (pending.isEmpty()) {
            return;
        }
        String name = pending.size() == 1 ? "evaluate " + pending.getFirst().task().label().name() : "evaluate";
        try (Progress.Stage stage = progress.begin(name, distinctContents(pending))) {
            for (Pending next : pending) {
                stage.note(next.task().label().name());
                TaskResult result = evaluate(next, table, stage);
                EvaluationRun.write(folder, result);
                results.put(result.name(), result);
            }
        }
    }

    private record Pending(EvaluationTask task, String hash) {}

    private static long distinctContents(List<Pending> pending) {
        Set<Content> contents = new LinkedHashSet<>();
        for (Pending next : pending) {
            contents.addAll(next.task().queries());
            contents.addAll(next.task().documents());
        }
        return contents.size();
    }

    private TaskResult evaluate(Pending pending, EmbeddingTable table, Progress.Stage stage) {
        Instant start = clock.instant();
        EvaluationTask task = pending.task();
        List<Content> contents = new ArrayList<>(task.documents());
        contents.addAll(task.queries());
        table.embed(contents, stage);
        RankedRows ranked = new TaskScorer(table).rank(task);
        return TaskResult.of(task, pending.hash(), embedder.info().fingerprint(), ranked, seconds(start));
    }

    private EvaluationRun report(Suite suite, Map<String, TaskResult> results, double seconds) {
        Map<String, TaskResult> ordered = new LinkedHashMap<>();
        suite.tasks().forEach(task -> ordered.put(task.name(), results.get(task.name())));
        Means means = new Means(settings.bootstrap());
        List<EvaluationReport.TaskScores> tasks = ordered.values().stream().map(task -> taskScores(task, means)).toList();
        List<EvaluationReport.GroupScores> groups = suite.groups().stream()
                .map(group -> new EvaluationReport.GroupScores(
                        group.name(), group.tasks(), group.missing(), means.scores(group, ordered)))
                .toList();
        EvaluationReport report = new EvaluationReport(
                suite.name(), embedder.info(), means.headline(suite, groups), groups, tasks, seconds);
        return new EvaluationRun(report, ordered);
    }

    private static EvaluationReport.TaskScores taskScores(TaskResult task, Means means) {
        return new EvaluationReport.TaskScores(
                task.name(),
                task.kind(),
                task.modalities(),
                task.language(),
                task.documents(),
                task.ranks().size() - task.setAside().size(),
                task.setAside(),
                task.brokenDocuments(),
                means.scores(task),
                task.seconds());
    }

    private double seconds(Instant start) {
        return Duration.between(start, clock.instant()).toNanos() / 1e9;
    }
}
