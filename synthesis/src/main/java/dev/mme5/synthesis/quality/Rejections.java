package dev.mme5.synthesis.quality;

import dev.mme5.core.Language;
import dev.mme5.core.TaskKind;
import dev.mme5.core.Verdict;
import dev.mme5.synthesis.plan.RowKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How often each gate refused rows, by task and language. Not thread-safe.
public final class Rejections {
    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::gate).thenComparing(Key::task).thenComparing(Key::language);

    private final Map<Key, Integer> counts = new TreeMap<>(ORDER);

    private record Key(String gate, TaskKind task, Language language) {}

    /// One line of the table.
    public record Line(String gate, String task, String language, int rows) {}

    public void add(RowKind kind, Verdict.Rejected rejected) {
        counts.merge(new Key(rejected.gate(), kind.task(), kind.language()), 1, Integer::sum);
    }

    /// Sorted by gate, task and language.
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        counts.forEach((key, count) -> lines.add(new Line(key.gate(), key.task().code(), key.language().tag(), count)));
        return lines;
    }
}
