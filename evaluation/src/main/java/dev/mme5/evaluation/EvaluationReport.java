package dev.mme5.evaluation;

import dev.mme5.core.EmbedderInfo;
import dev.mme5.core.Language;
import dev.mme5.core.TaskKind;
import dev.mme5.evaluation.metric.Score;
import java.util.List;
import java.util.Optional;

/// What an evaluation found. Written as JSON by [ReportJson] and as a table by [MarkdownReport].
///
/// @param suite the suite's name
/// @param model whose vectors were measured
/// @param headline the few numbers to read first
/// @param groups unweighted means over tasks
/// @param tasks every task
/// @param seconds for all of it, finished tasks of an earlier run not counted
public record EvaluationReport(
        String suite, EmbedderInfo model, List<Headline> headline, List<GroupScores> groups, List<TaskScores> tasks, double seconds) {

    /// A number of the headline.
    ///
    /// @param name its key, as in `heldOutStyle`
    /// @param group the group whose mean it is
    /// @param score its value; the score's name is the metric
    public record Headline(String name, String group, Score score) {}

    /// A group's means.
    ///
    /// @param tasks names of its tasks
    /// @param missing names of tasks that belong to it and were not there: published means are over all of them
    /// @param scores one for each metric that all its tasks have
    public record GroupScores(String name, List<String> tasks, List<String> missing, List<Score> scores) {}

    /// One task's scores.
    ///
    /// @param documents how many documents stood there in all, each counted once
    /// @param rows how many rows were counted
    /// @param setAside the rows that could not be used
    /// @param brokenDocuments documents of a shared pool that could not be used
    /// @param scores one for each metric; none if every row was set aside
    public record TaskScores(
            String name,
            TaskKind kind,
            String modalities,
            Optional<Language> language,
            int documents,
            int rows,
            List<SetAside> setAside,
            List<SetAside> brokenDocuments,
            List<Score> scores,
            double seconds) {

        public Optional<Score> score(String metric) {
            return scores.stream().filter(score -> score.name().equals(metric)).findFirst();
        }
    }

    /// A number of the headline by its key.
    public Optional<Score> headline(String name) {
        return headline.stream().filter(entry -> entry.name().equals(name)).map(Headline::score).findFirst();
    }

    /// A group by its name.
    public Optional<GroupScores> group(String name) {
        return groups.stream().filter(group -> group.name().equals(name)).findFirst();
    }

    /// A task by its name.
    public Optional<TaskScores> task(String name) {
        return tasks.stream().filter(task -> task.name().equals(name)).findFirst();
    }

    /// How many rows were set aside in all tasks.
    public int setAsideRows() {
        return tasks.stream().mapToInt(task -> task.setAside().size()).sum();
    }
}
