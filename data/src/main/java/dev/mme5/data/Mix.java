package dev.mme5.data;

import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Several data sets into one: each gives rows in proportion to its weight, no subset more than its cap, duplicates once if so wished.
/// The sets are walked twice; what is in memory is a few bits for each row.
///
/// @param rows how many in all; 0 for as many as caps and weights allow
/// @param keepDuplicates whether rows with the same instruction, query and positive are all taken
public record Mix(List<Input> inputs, long rows, boolean keepDuplicates, long seed) {
    public Mix {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty() || rows < 0) {
            throw new IllegalArgumentException("mix: expected at least one data set and rows of at least 0, got " + inputs.size() + " and " + rows);
        }
    }

    /// @param weight relative to the others'; 0 for "all it has", when no input has one
    /// @param cap most rows of each of its subsets; 0 for all
    /// @param firstRows whether a cap takes the first rows, as the reference does (`train[:50000]`), and not drawn ones
    public record Input(DataSource source, double weight, long cap, boolean firstRows) {
        public Input {
            if (!(weight >= 0) || Double.isInfinite(weight) || cap < 0) {
                throw new IllegalArgumentException(source.root() + ": expected a weight and a cap of at least 0, got " + weight + " and " + cap);
            }
        }
    }

    /// What became of one input.
    ///
    /// @param available rows that can be used, after duplicates and caps
    public record Part(String source, long read, long duplicates, long available, long written) {}

    /// Writes the mix; the sink is closed, or abandoned if something fails.
    ///
    /// @param aside takes the rows that cannot be used
    public List<Part> run(ExampleSink sink, SetAside aside, Progress progress) {
        List<String> labels = labels();
        List<Pool> pools = new ArrayList<>();
        Fingerprints seen = new Fingerprints();
        for (Input input : inputs) {
            pools.add(pool(input, seen, aside, progress));
        }
        long[] parts = parts(pools);
        List<RowWriter.Chosen> chosen = new ArrayList<>();
        List<Part> report = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            Pool pool = pools.get(i);
            BitSet drawn = Selection.draw(pool.rows, parts[i], SeededRandom.of(seed, "mix", labels.get(i)));
            chosen.add(new RowWriter.Chosen(inputs.get(i).source(), drawn, inputs.size() == 1 ? "" : labels.get(i) + "/"));
            report.add(new Part(inputs.get(i).source().root().toString(), pool.read, pool.duplicates, pool.rows.cardinality(), drawn.cardinality()));
        }
        new RowWriter(sink, progress).write(chosen);
        return List.copyOf(report);
    }

    /// Short names, each another.
    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (Input input : inputs) {
            String label = input.source().label();
            for (int n = 2; labels.contains(label); n++) {
                label = input.source().label() + "-" + n;
            }
            labels.add(label);
        }
        return labels;
    }

    private record Pool(BitSet rows, long read, long duplicates) {}

    private Pool pool(Input input, Fingerprints seen, SetAside aside, Progress progress) {
        Map<String, BitSet> subsets = new LinkedHashMap<>();
        int number = 0;
        long duplicates = 0;
        try (ExampleSource walk = ExampleSource.open(input.source());
                Progress.Stage stage = progress.begin("counting rows", 0)) {
            for (Optional<SourcedRow> row = walk.next(); row.isPresent(); row = walk.next()) {
                switch (row.get()) {
                    case SourcedRow.Bad bad -> aside.add(bad.place(), bad.reason());
                    case SourcedRow.Good good -> {
                        if (keepDuplicates || seen.add(Fingerprints.of(good.example()))) {
                            subsets.computeIfAbsent(good.subset(), key -> new BitSet()).set(number);
                        } else {
                            duplicates++;
                        }
                    }
                }
                number++;
                stage.advance(1);
            }
        }
        BitSet rows = new BitSet();
        subsets.forEach((subset, all) -> rows.or(capped(input, subset, all)));
        return new Pool(rows, number, duplicates);
    }

    private BitSet capped(Input input, String subset, BitSet all) {
        if (input.cap() == 0 || all.cardinality() <= input.cap()) {
            return all;
        }
        if (!input.firstRows()) {
            return Selection.draw(all, input.cap(), SeededRandom.of(seed, "cap", input.source().label(), subset));
        }
        BitSet first = new BitSet();
        all.stream().limit(input.cap()).forEach(first::set);
        return first;
    }

    private long[] parts(List<Pool> pools) {
        long[] limits = pools.stream().mapToLong(pool -> pool.rows.cardinality()).toArray();
        boolean weighted = inputs.stream().anyMatch(input -> input.weight() > 0);
        double[] weights = new double[limits.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weighted ? inputs.get(i).weight() : limits[i];
        }
        return Selection.divide(rows == 0 ? most(weights, limits) : rows, weights, limits);
    }

    /// The most rows for which no source falls short of its share.
    private static long most(double[] weights, long[] limits) {
        double sum = Arrays.stream(weights).sum();
        double most = Double.POSITIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            most = weights[i] > 0 ? Math.min(most, limits[i] * sum / weights[i]) : most;
        }
        return sum > 0 ? (long) Math.floor(most + 1e-6) : 0;
    }
}
