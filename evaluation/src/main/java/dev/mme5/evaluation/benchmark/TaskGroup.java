package dev.mme5.evaluation.benchmark;

import java.util.List;

/// Tasks over which an unweighted mean is reported.
///
/// @param name the group's key in the report
/// @param tasks names of its tasks that are there
/// @param missing names of its tasks that are not there: the mean is not comparable with published ones
public record TaskGroup(String name, List<String> tasks, List<String> missing) {
    public TaskGroup {
        tasks = List.copyOf(tasks);
        missing = List.copyOf(missing);
    }

    public TaskGroup(String name, List<String> tasks) {
        this(name, tasks, List.of());
    }

    public boolean isComplete() {
        return missing.isEmpty();
    }
}
