package dev.mme5.evaluation;

import dev.mme5.evaluation.benchmark.Suite;
import dev.mme5.evaluation.benchmark.TaskGroup;
import dev.mme5.evaluation.metric.Bootstrap;
import dev.mme5.evaluation.metric.Metric;
import dev.mme5.evaluation.metric.Observations;
import dev.mme5.evaluation.metric.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From rows to scores: means, their intervals, and what chance would give.
final class Means {
    private final Bootstrap bootstrap;

    Means(Bootstrap bootstrap) {
        this.bootstrap = bootstrap;
    }

    /// One task's scores, none if no row was ranked.
    List<Score> scores(TaskResult task) {
        return task.metrics().stream().map(Metric::parse).map(metric -> score(List.of(task), metric)).flatMap(Optional::stream).toList();
    }

    /// Unweighted means over tasks, for each metric that all of them have.
    List<Score> scores(TaskGroup group, Map<String, TaskResult> results) {
        List<TaskResult> tasks = members(group, results);
        if (tasks.isEmpty()) {
            return List.of();
        }
        List<Score> scores = new ArrayList<>();
        for (String name : tasks.getFirst().metrics()) {
            if (tasks.stream().allMatch(task -> task.metrics().contains(name))) {
                score(tasks, Metric.parse(name)).ifPresent(scores::add);
            }
        }
        return scores;
    }

    /// The headline's numbers, without those whose group has no row.
    List<EvaluationReport.Headline> headline(Suite suite, List<EvaluationReport.GroupScores> groups) {
        List<EvaluationReport.Headline> headline = new ArrayList<>();
        for (Suite.HeadlineKey key : suite.headline()) {
            groups.stream()
                    .filter(group -> group.name().equals(key.group()))
                    .flatMap(group -> group.scores().stream())
                    .filter(score -> score.name().equals(key.metric().name()))
                    .forEach(score -> headline.add(new EvaluationReport.Headline(key.name(), key.group(), score)));
        }
        return headline;
    }

    private Optional<Score> score(List<TaskResult> tasks, Metric metric) {
        List<TaskResult> counted = tasks.stream().filter(task -> task.observations(metric).size() > 0).toList();
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        List<Observations> observations = counted.stream().map(task -> task.observations(metric)).toList();
        double chance = counted.stream().mapToDouble(task -> task.chance(metric)).average().orElse(0);
        long rows = observations.stream().mapToLong(Observations::size).sum();
        return Optional.of(new Score(metric.name(), Bootstrap.mean(observations), bootstrap.interval(observations), chance, rows));
    }

    static List<TaskResult> members(TaskGroup group, Map<String, TaskResult> results) {
        return group.tasks().stream().map(results::get).toList();
    }
}
