package dev.mme5.cli;

import dev.mme5.data.DataSource;
import dev.mme5.data.Sample;
import dev.mme5.data.SetAside;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mme5 data sample`: some rows of a data set.
@Command(name = "sample", description = {"Draws rows of a data set, each stratum in proportion to its size. The same seed draws the same rows."},
        footer = {"", "Example:", "  mme5 data sample mmE5-synthetic --rows 280000 --by subset,pair -o half.jsonl"})
final class DataSampleCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(paramLabel = "SOURCE", description = "A data set's folder or file, or a run's folder.")
    Path source = Path.of("");

    @Mixin
    DataSourceOptions options = new DataSourceOptions();

    @Option(names = "--rows", required = true, paramLabel = "N", description = "How many rows to draw.")
    long rows;

    @Option(names = "--by", split = ",", paramLabel = "KEY",
            description = "What makes a stratum: subset, task, pair, language; task,pair,language if left away.")
    List<Sample.Stratum> by = List.of(Sample.Stratum.TASK, Sample.Stratum.PAIR, Sample.Stratum.LANGUAGE);

    @Option(names = "--seed", paramLabel = "N", description = "Of what is drawn (default: ${DEFAULT-VALUE}).", defaultValue = "1")
    long seed = 1;

    @Mixin
    DataTarget target = new DataTarget();

    @Mixin
    Console console = new Console();

    DataSampleCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        DataSource set = options.open(source);
        Set<Sample.Stratum> strata = by.isEmpty() ? Set.of() : EnumSet.copyOf(by);
        try (SetAside aside = target.aside()) {
            long written = new Sample(set, rows, strata, seed).run(target.sink(set), aside, environment.progress());
            Result result = new Result(written, aside.count(), target.path());
            console.result(result, () -> "Wrote " + written + " rows into " + target.path() + "."
                    + (written < rows ? " The set has no more." : ""));
        }
        return ExitCode.OK;
    }

    /// What `--json` prints.
    record Result(long rows, long setAside, Path out) {}
}
