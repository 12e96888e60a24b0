package dev.mme5.synthesis;

import dev.mme5.synthesis.SynthesisReport.Coverage;
import dev.mme5.synthesis.plan.PlannedRow;
import dev.mme5.synthesis.plan.RowKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Counts while a run goes on. Not thread-safe.
final class Tally {
    private final Map<String, Coverage> tasks = new TreeMap<>();
    private final Map<String, Coverage> modalities = new TreeMap<>();
    private final Map<String, Coverage> languages = new TreeMap<>();
    private final Map<String, Integer> rejections = new TreeMap<>();
    private int planned;
    private int written;
    private int calls;
    private int revised;

    void plan(List<PlannedRow> rows) {
        planned += rows.size();
        rows.forEach(row -> count(row.kind(), coverage -> new Coverage(coverage.planned() + 1, coverage.written())));
    }

    void count(PlannedRow row, Outcome outcome) {
        calls++;
        switch (outcome) {
            case Outcome.Kept kept -> {
                written++;
                revised += kept.answer().changed() ? 1 : 0;
                count(row.kind(), coverage -> new Coverage(coverage.planned(), coverage.written() + 1));
            }
            case Outcome.Refused refused -> rejections.merge(refused.verdict().gate(), 1, Integer::sum);
        }
    }

    SynthesisReport report(String teacher) {
        return new SynthesisReport(teacher, planned, written, calls, revised, tasks, modalities, languages, rejections);
    }

    private void count(RowKind kind, Function<Coverage, Coverage> step) {
        count(tasks, kind.task().code(), step);
        count(modalities, kind.modality().code(), step);
        count(languages, kind.language().tag(), step);
    }

    private static void count(Map<String, Coverage> counts, String key, Function<Coverage, Coverage> step) {
        counts.put(key, step.apply(counts.getOrDefault(key, new Coverage(0, 0))));
    }
}
