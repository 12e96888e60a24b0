package dev.mme5.data.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a validation found.
///
/// @param layout the set's
/// @param rows that were looked at
/// @param badRows rows with at least one problem
/// @param problems counts by kind, those that occur
/// @param repairs by kind, what a repaired copy has been spared
/// @param written rows of the repaired copy
public record ValidationReport(
        String layout,
        long rows,
        long badRows,
        Map<String, Long> problems,
        Optional<Map<String, Long>> repairs,
        Optional<Long> written) {

    static ValidationReport of(String layout, long rows, long badRows, Map<ProblemKind, Long> counts, Optional<Long> written) {
        Map<String, Long> problems = new LinkedHashMap<>();
        Map<String, Long> repairs = new LinkedHashMap<>();
        counts.forEach((kind, count) -> {
            problems.put(kind.code(), count);
            repairs.put(kind.code() + ": " + kind.repair(), count);
        });
        return new ValidationReport(layout, rows, badRows, Collections.unmodifiableSequencedMap(new LinkedHashMap<>(problems)),
                written.map(_ -> Collections.unmodifiableSequencedMap(new LinkedHashMap<>(repairs))), written);
    }

    /// Whether nothing is wrong.
    public boolean isClean() {
        return badRows == 0;
    }
}
