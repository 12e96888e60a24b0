package dev.mme5.evaluation.benchmark;

import java.util.function.Supplier;

/// A task that is read when its turn comes, as the tasks of a large suite do not fit into memory together.
///
/// @param name the task's name
/// @param load reads it; throws [dev.mme5.core.DatasetException] if its data are malformed
public record TaskSource(String name, Supplier<EvaluationTask> load) {

    public static TaskSource of(EvaluationTask task) {
        return new TaskSource(task.label().name(), () -> task);
    }
}
