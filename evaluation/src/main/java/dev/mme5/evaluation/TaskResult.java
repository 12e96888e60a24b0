package dev.mme5.evaluation;

import dev.mme5.core.Language;
import dev.mme5.core.TaskKind;
import dev.mme5.core.json.JsonObject;
import dev.mme5.evaluation.benchmark.EvaluationTask;
import dev.mme5.evaluation.metric.Metric;
import dev.mme5.evaluation.metric.Observations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/// Everything that was found out about one task, row by row: enough to score it, and to compare it with another run's. Its JSON is a
/// file of the run folder.
///
/// @param name the task's name
/// @param kind its meta-task
/// @param modalities code of what was matched with what
/// @param language of its texts, where they are in one language
/// @param taskHash hash of its rows
/// @param embedder fingerprint of the embedder
/// @param documents how many documents there were, each counted once
/// @param metrics names of its metrics
/// @param chances for each metric, what random vectors would reach
/// @param ranks for each row the rank of its right answer, 0 for a row set aside
/// @param clusters for each row what it is about
/// @param setAside the rows that could not be used
/// @param brokenDocuments documents of a shared pool that could not be used
/// @param seconds for embedding and scoring it
record TaskResult(
        String name,
        TaskKind kind,
        String modalities,
        Optional<Language> language,
        String taskHash,
        String embedder,
        int documents,
        List<String> metrics,
        List<Double> chances,
        List<Integer> ranks,
        List<String> clusters,
        List<SetAside> setAside,
        List<SetAside> brokenDocuments,
        double seconds) {

    static TaskResult of(EvaluationTask task, String taskHash, String embedder, RankedRows ranked, double seconds) {
        List<String> clusters = new ArrayList<>();
        for (int row = 0; row < task.rows(); row++) {
            clusters.add(task.cluster(row));
        }
        return new TaskResult(
                task.label().name(),
                task.label().kind(),
                task.modalities().code(),
                task.label().language(),
                taskHash,
                embedder,
                task.documents().size(),
                task.metrics().stream().map(Metric::name).toList(),
                task.metrics().stream().map(ranked::chance).toList(),
                ranked.ranks(),
                clusters,
                ranked.setAside(),
                ranked.brokenDocuments(),
                seconds);
    }

    static TaskResult read(JsonObject json) {
        return new TaskResult(
                json.string("name"),
                TaskKind.valueOf(json.string("kind").toUpperCase(Locale.ROOT)),
                json.string("modalities"),
                json.optionalString("language").map(Language::new),
                json.string("taskHash"),
                json.string("embedder"),
                json.integer("documents"),
                json.strings("metrics"),
                json.numbers("chances"),
                json.integers("ranks"),
                json.strings("clusters"),
                SetAside.readAll(json.objects("setAside")),
                SetAside.readAll(json.objects("brokenDocuments")),
                json.number("seconds"));
    }

    boolean isRanked(int row) {
        return ranks.get(row) != RankedRows.UNRANKED;
    }

    double chance(Metric metric) {
        int index = metrics.indexOf(metric.name());
        return index < 0 ? 0 : chances.get(index);
    }

    /// The worth of each row that was ranked.
    Observations observations(Metric metric) {
        return observations(this::isRanked, row -> metric.ofRank(ranks.get(row)));
    }

    /// How much more each row is worth than in another run of the same rows; rows that either set aside are left out.
    Observations gainOver(TaskResult before, Metric metric) {
        return observations(
                row -> isRanked(row) && before.isRanked(row),
                row -> metric.ofRank(ranks.get(row)) - metric.ofRank(before.ranks().get(row)));
    }

    private Observations observations(IntPredicate counted, IntToDoubleFunction worth) {
        List<String> keys = new ArrayList<>();
        double[] values = new double[ranks.size()];
        for (int row = 0; row < values.length; row++) {
            if (counted.test(row)) {
                values[keys.size()] = worth.applyAsDouble(row);
                keys.add(clusters.get(row));
            }
        }
        return new Observations(Arrays.copyOf(values, keys.size()), keys);
    }
}
