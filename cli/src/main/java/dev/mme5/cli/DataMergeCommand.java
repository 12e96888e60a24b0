package dev.mme5.cli;

import dev.mme5.data.DataSource;
import dev.mme5.data.Mix;
import dev.mme5.data.SetAside;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mme5 data merge`: several data sets into one.
@Command(name = "merge", description = {"Mixes data sets: each gives rows by its weight, no subset more than the cap, duplicates once.", "",
        "Without --weight every set gives all it has, up to the cap. The sets' rows are spread evenly over the whole;",
        "ids get the set's name before them.",
        "--weight and --cap are given once for all sets, or once for each in their order."},
        footer = {"", "Examples:", "  mme5 data merge runs/a runs/b --weight 2 --weight 1 -o runs/mix",
            "  mme5 data merge mmE5-synthetic mmE5-MMEB-hardneg --cap 0 --cap 50000 --first -o mix.jsonl"})
final class DataMergeCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(paramLabel = "SOURCE", arity = "1..*", description = "Data sets' folders or files, or runs' folders.")
    List<Path> sources = new ArrayList<>();

    @Mixin
    DataSourceOptions options = new DataSourceOptions();

    @Option(names = "--weight", paramLabel = "W", description = "A set's share, relative to the others'.")
    List<Double> weights = new ArrayList<>();

    @Option(names = "--cap", paramLabel = "N", description = "Most rows of each subset of a set; 0 for all.")
    List<Long> caps = new ArrayList<>();

    @Option(names = "--first", description = "A cap takes the first rows, as the reference does, and not drawn ones.")
    boolean first;

    @Option(names = "--rows", paramLabel = "N", description = "How many rows in all; as many as weights and caps allow if left away.")
    long rows;

    @Option(names = "--seed", paramLabel = "N", description = "Of what is drawn (default: ${DEFAULT-VALUE}).", defaultValue = "1")
    long seed = 1;

    @Option(names = "--keep-duplicates", description = "Also take rows whose instruction, query and positive another one has.")
    boolean keepDuplicates;

    @Mixin
    DataTarget target = new DataTarget();

    @Mixin
    Console console = new Console();

    DataMergeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        List<DataSource> sets = sources.stream().map(options::open).toList();
        List<Mix.Input> inputs = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            inputs.add(new Mix.Input(sets.get(i), nth("--weight", weights, i, 0.0), nth("--cap", caps, i, 0L), first));
        }
        Mix mix = new Mix(inputs, rows, keepDuplicates, seed);
        try (SetAside aside = target.aside()) {
            List<Mix.Part> parts = mix.run(target.sink(sets.getFirst()), aside, environment.progress());
            Result result = new Result(parts.stream().mapToLong(Mix.Part::written).sum(), aside.count(), target.path(), parts);
            console.result(result, result::text);
        }
        return ExitCode.OK;
    }

    private <T> T nth(String flag, List<T> given, int index, T none) {
        if (given.size() > 1 && given.size() != sources.size()) {
            throw new IllegalArgumentException(flag + ": expected once, or once for each of the " + sources.size() + " sets, got it "
                    + given.size() + " times");
        }
        return given.isEmpty() ? none : given.get(given.size() == 1 ? 0 : index);
    }

    /// What `--json` prints.
    record Result(long rows, long setAside, Path out, List<Mix.Part> parts) {
        String text() {
            return "Wrote " + rows + " rows into " + out + ".\n" + parts.stream()
                    .map(part -> String.format(Locale.ROOT, "%10d  of %d from %s (%d duplicates)",
                            part.written(), part.read(), part.source(), part.duplicates()))
                    .collect(Collectors.joining("\n"));
        }
    }
}
