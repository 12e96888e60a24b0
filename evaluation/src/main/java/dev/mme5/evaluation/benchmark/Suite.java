package dev.mme5.evaluation.benchmark;

import dev.mme5.evaluation.metric.Metric;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What one evaluation measures and reports.
///
/// @param name for people
/// @param tasks in the order they are evaluated
/// @param groups the means to report
/// @param headline the few numbers to report first
/// @param sharesContents whether tasks have contents in common, so that embeddings are worth keeping from one to the next
public record Suite(
        String name, List<TaskSource> tasks, List<TaskGroup> groups, List<HeadlineKey> headline, boolean sharesContents) {

    /// A number of the headline.
    ///
    /// @param name its key in the report, as in `heldOutStyle`
    /// @param group the group whose mean it is
    public record HeadlineKey(String name, String group, Metric metric) {}

    public Suite {
        tasks = List.copyOf(tasks);
        groups = List.copyOf(groups);
        headline = List.copyOf(headline);
        Set<String> names = new HashSet<>();
        for (TaskSource task : tasks) {
            if (!names.add(task.name())) {
                throw new IllegalArgumentException(name + ": expected each task once, got " + task.name() + " twice");
            }
        }
        for (TaskGroup group : groups) {
            if (!names.containsAll(group.tasks())) {
                throw new IllegalArgumentException(name + ": group " + group.name() + " names tasks that are not in the suite");
            }
        }
    }
}
