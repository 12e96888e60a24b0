package dev.mme5.synthesis.plan;

import dev.mme5.core.Language;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.TaskKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The plan against what is done of it, counted by task, modality pair and language. Thread-safe.
public final class Coverage {
    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::task).thenComparing(key -> key.modality().code()).thenComparing(Key::language);

    private final Map<Key, Count> counts = new TreeMap<>(ORDER);

    private record Key(TaskKind task, ModalityPair modality, Language language) {}

    /// How many of how many.
    public record Count(int planned, int done) {
        static final Count NONE = new Count(0, 0);

        Count plus(Count other) {
            return new Count(planned + other.planned, done + other.done);
        }

        /// What is still missing.
        public int missing() {
            return planned - done;
        }
    }

    /// One line of the whole table.
    public record Line(TaskKind task, ModalityPair modality, Language language, Count count) {}

    /// A plan of which nothing is done.
    public static Coverage of(Planner planner) {
        Coverage coverage = new Coverage();
        for (int number = 0; number < planner.size(); number++) {
            coverage.add(planner.kind(number), new Count(1, 0));
        }
        return coverage;
    }

    /// One row more is done.
    public void done(RowKind kind) {
        add(kind, new Count(0, 1));
    }

    private synchronized void add(RowKind kind, Count more) {
        counts.merge(new Key(kind.task(), kind.modality(), kind.language()), more, Count::plus);
    }

    /// Everything, by task, modality pair and language.
    public synchronized List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        counts.forEach((key, count) -> lines.add(new Line(key.task(), key.modality(), key.language(), count)));
        return lines;
    }

    public Map<TaskKind, Count> byTask() {
        return by(Line::task);
    }

    public Map<ModalityPair, Count> byModality() {
        return by(Line::modality);
    }

    /// By language, the one with the most planned rows first.
    public Map<Language, Count> byLanguage() {
        Map<Language, Count> sorted = new LinkedHashMap<>();
        by(Line::language).entrySet().stream()
                .sorted(Comparator.<Map.Entry<Language, Count>>comparingInt(entry -> -entry.getValue().planned())
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private <K> Map<K, Count> by(Function<Line, K> key) {
        Map<K, Count> sums = new LinkedHashMap<>();
        lines().forEach(line -> sums.merge(key.apply(line), line.count(), Count::plus));
        return sums;
    }
}
