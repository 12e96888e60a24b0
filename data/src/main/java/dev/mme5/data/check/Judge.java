package dev.mme5.data.check;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Judges row after row, counts, and hands repaired rows on. Not thread-safe.
///
/// @param <R> the rows
final class Judge<R> {
    private final RowCheck<R> check;
    private final Optional<RepairedCopy<R>> copy;
    private final Consumer<Problem> listener;
    private final Map<ProblemKind, Long> counts = new EnumMap<>(ProblemKind.class);
    private long rows;
    private long badRows;
    private long written;

    Judge(RowCheck<R> check, Optional<RepairedCopy<R>> copy, Consumer<Problem> listener) {
        this.check = check;
        this.copy = copy;
        this.listener = listener;
    }

    void judge(R row) {
        rows++;
        List<Problem> problems = check.problems(row);
        problems.forEach(this::count);
        badRows += problems.isEmpty() ? 0 : 1;
        if (copy.isPresent()) {
            check.repaired(row, problems).ifPresent(repaired -> {
                copy.get().append(repaired);
                written++;
            });
        }
    }

    void unreadable(Problem problem) {
        rows++;
        badRows++;
        count(problem);
    }

    private void count(Problem problem) {
        counts.merge(problem.kind(), 1L, Long::sum);
        listener.accept(problem);
    }

    ValidationReport report(String layout) {
        return ValidationReport.of(layout, rows, badRows, counts, copy.isPresent() ? Optional.of(written) : Optional.empty());
    }
}
