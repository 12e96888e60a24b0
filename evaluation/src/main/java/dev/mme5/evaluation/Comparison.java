package dev.mme5.evaluation;

import dev.mme5.evaluation.metric.Bootstrap;
import dev.mme5.evaluation.metric.Interval;
import dev.mme5.evaluation.metric.Metric;
import dev.mme5.evaluation.metric.Observations;
import dev.mme5.evaluation.metric.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Two runs of the same suite beside each other, as before and after fine-tuning. Differences are taken row by row, so that their
/// intervals do not carry what makes a row easy or hard for both.
///
/// @param before the first model's name
/// @param after the second model's name
/// @param headline the changes of the headline's numbers
/// @param groups the changes of the groups' means
/// @param tasks the changes of the tasks' scores
public record Comparison(String before, String after, List<Change> headline, List<Change> groups, List<Change> tasks) {

    /// One number, before and after.
    ///
    /// @param name of the task, the group, or the headline's number
    /// @param metric the metric's name
    /// @param difference after minus before, over the rows that both runs ranked
    /// @param interval the paired 95 % bootstrap interval of the difference
    /// @param rows how many rows both runs ranked
    public record Change(
            String name, String metric, Score before, Score after, double difference, Interval interval, long rows) {

        /// Whether the interval leaves zero out: the change is more than the sample's chance.
        public boolean isClear() {
            return !interval.contains(0);
        }
    }

    /// Compares two runs.
    ///
    /// @throws IllegalArgumentException if they have a task in common whose rows differ
    public static Comparison of(EvaluationRun before, EvaluationRun after, Bootstrap bootstrap) {
        return new Pairing(before, after, bootstrap).compare();
    }

    /// The change of a headline's number.
    public Optional<Change> headline(String name) {
        return headline.stream().filter(change -> change.name().equals(name)).findFirst();
    }

    /// The changes of a task.
    public List<Change> task(String name) {
        return tasks.stream().filter(change -> change.name().equals(name)).toList();
    }

    private record Pairing(EvaluationRun first, EvaluationRun second, Bootstrap bootstrap) {

        Comparison compare() {
            EvaluationReport report = second.report();
            List<Change> tasks = new ArrayList<>();
            for (EvaluationReport.TaskScores task : report.tasks()) {
                first.report().task(task.name()).ifPresent(earlier -> tasks.addAll(
                        changes(task.name(), List.of(task.name()), earlier.scores(), task.scores())));
            }
            List<Change> groups = new ArrayList<>();
            for (EvaluationReport.GroupScores group : report.groups()) {
                first.report().group(group.name()).filter(earlier -> earlier.tasks().equals(group.tasks())).ifPresent(earlier ->
                        groups.addAll(changes(group.name(), group.tasks(), earlier.scores(), group.scores())));
            }
            List<Change> headline = new ArrayList<>();
            for (EvaluationReport.Headline entry : report.headline()) {
                groups.stream()
                        .filter(change -> change.name().equals(entry.group()) && change.metric().equals(entry.score().name()))
                        .forEach(change -> headline.add(renamed(change, entry.name())));
            }
            return new Comparison(first.report().model().name(), report.model().name(), headline, groups, tasks);
        }

        private static Change renamed(Change change, String name) {
            return new Change(
                    name, change.metric(), change.before(), change.after(), change.difference(), change.interval(), change.rows());
        }

        private List<Change> changes(String name, List<String> tasks, List<Score> before, List<Score> after) {
            List<Change> changes = new ArrayList<>();
            for (Score score : after) {
                Metric metric = Metric.parse(score.name());
                List<Observations> gains = tasks.stream().map(task -> gains(task, metric)).filter(gain -> gain.size() > 0).toList();
                Optional<Score> earlier = before.stream().filter(other -> other.name().equals(score.name())).findFirst();
                if (earlier.isPresent() && !gains.isEmpty()) {
                    long rows = gains.stream().mapToLong(Observations::size).sum();
                    changes.add(new Change(
                            name, score.name(), earlier.get(), score, Bootstrap.mean(gains), bootstrap.interval(gains), rows));
                }
            }
            return changes;
        }

        private Observations gains(String task, Metric metric) {
            TaskResult before = first.results().get(task);
            TaskResult after = second.results().get(task);
            if (before == null || after == null || !before.taskHash().equals(after.taskHash())) {
                throw new IllegalArgumentException(
                        task + ": expected the same rows in both runs, got others; evaluate both models with the same recipe and data");
            }
            return after.gainOver(before, metric);
        }
    }
}
