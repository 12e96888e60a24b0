package dev.mme5.data;

import dev.mme5.core.Example;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Progress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Draws rows of a data set, stratum by stratum in proportion to its size. The set is walked twice; what is in memory is a bit for each
/// row and stratum.
///
/// @param rows how many to draw
/// @param by what makes a stratum; empty for one over all rows
public record Sample(DataSource source, long rows, Set<Stratum> by, long seed) {
    public Sample {
        by = Set.copyOf(by);
        if (rows < 1) {
            throw new IllegalArgumentException("rows: expected at least 1, got " + rows);
        }
    }

    /// What rows can be divided by.
    public enum Stratum {
        SUBSET, TASK, PAIR, LANGUAGE;

        String of(String subset, Example example) {
            return switch (this) {
                case SUBSET -> subset;
                case TASK -> example.task().code();
                case PAIR -> example.modalities().code();
                case LANGUAGE -> example.language().tag();
            };
        }
    }

    /// Writes the drawn rows in the order of the source; the sink is closed, or abandoned if something fails.
    ///
    /// @return how many were written
    public long run(ExampleSink sink, SetAside aside, Progress progress) {
        Map<String, BitSet> strata = strata(aside, progress);
        List<String> names = List.copyOf(new TreeSet<>(strata.keySet()));
        long[] sizes = names.stream().mapToLong(name -> strata.get(name).cardinality()).toArray();
        long[] parts = Selection.divide(rows, names.stream().mapToDouble(name -> strata.get(name).cardinality()).toArray(), sizes);
        BitSet drawn = new BitSet();
        for (int i = 0; i < parts.length; i++) {
            drawn.or(Selection.draw(strata.get(names.get(i)), parts[i], SeededRandom.of(seed, "sample", names.get(i))));
        }
        return new RowWriter(sink, progress).write(List.of(new RowWriter.Chosen(source, drawn, "")));
    }

    private Map<String, BitSet> strata(SetAside aside, Progress progress) {
        Map<String, BitSet> strata = new LinkedHashMap<>();
        List<Stratum> order = new ArrayList<>(new TreeSet<>(by));
        try (ExampleSource walk = ExampleSource.open(source);
                Progress.Stage stage = progress.begin("counting rows", 0)) {
            int number = 0;
            for (Optional<SourcedRow> row = walk.next(); row.isPresent(); row = walk.next()) {
                switch (row.get()) {
                    case SourcedRow.Bad bad -> aside.add(bad.place(), bad.reason());
                    case SourcedRow.Good good -> {
                        String name = String.join(" ", order.stream().map(key -> key.of(good.subset(), good.example())).toList());
                        strata.computeIfAbsent(name, key -> new BitSet()).set(number);
                    }
                }
                number++;
                stage.advance(1);
            }
        }
        return strata;
    }
}
