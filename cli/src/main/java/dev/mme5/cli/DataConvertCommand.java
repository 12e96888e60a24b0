package dev.mme5.cli;

import dev.mme5.cli.stage.Workplace;
import dev.mme5.core.FileTrouble;
import dev.mme5.data.BenchmarkConversion;
import dev.mme5.data.Conversion;
import dev.mme5.data.DataSource;
import dev.mme5.data.SetAside;
import dev.mme5.data.card.DatasetCard;
import dev.mme5.data.card.PublishedDataset;
import dev.mme5.data.layout.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mme5 data convert`: a data set of one layout into another.
@Command(name = "convert", description = {"Turns a data set of any layout into another one, row by row.", "",
        "Training rows: native, mmE5-synthetic, mmE5-MMEB-hardneg, MMEB-train.",
        "Benchmarks: benchmark (a file *.jsonl for each task), MMEB-eval, XTD-10.",
        "A published layout gets its pictures beside it: linked where the disk allows, copied otherwise. mmE5-synthetic gets a dataset card."},
        footer = {"", "Examples:", "  mme5 data convert runs/rows --to mmE5-synthetic -o my-set --license cc-by-4.0",
            "  mme5 data convert mmE5-MMEB-hardneg --to native -o rows.jsonl --on-error skip"})
final class DataConvertCommand implements Callable<Integer> {
    private final Environment environment;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SOURCE", description = "A data set's folder or file, or a run's folder.")
    Path source = Path.of("");

    @Mixin
    DataSourceOptions options = new DataSourceOptions();

    @Mixin
    DataTarget target = new DataTarget();

    @Option(names = "--title", paramLabel = "TEXT", description = "The card's title; the source's name if left away.")
    @Nullable String title;

    @Option(names = "--license", paramLabel = "NAME", description = "The rows' licence on the card, by the hub's name; other if left away.")
    String license = "other";

    @Option(names = "--attribution", paramLabel = "FILE", description = "Markdown for the card: where the pictures come from, and their licences.")
    @Nullable Path attribution;

    @Mixin
    Console console = new Console();

    DataConvertCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        DataSource set = options.open(source);
        Result result = convert(set);
        console.result(result, () -> "Wrote " + result.rows() + " rows into " + result.out() + "."
                + (result.setAside() == 0 ? "" : " " + result.setAside() + " were left out and are listed beside it."));
        return ExitCode.OK;
    }

    private Result convert(DataSource set) {
        Layout layout = target.layout();
        if (set.layout().isBenchmark() || layout.isBenchmark()) {
            return new Result(new BenchmarkConversion(set, target.out, layout).run(environment.progress()), 0, target.out);
        }
        try (SetAside aside = target.aside()) {
            if (layout == Layout.MME5_SYNTHETIC) {
                long written = PublishedDataset.write(set, target.out, card(set), aside, environment.progress());
                return new Result(written, aside.count(), target.out);
            }
            long written = Conversion.run(set, target.sink(set), aside, environment.progress(), _ -> {});
            return new Result(written, aside.count(), target.path());
        }
    }

    private DatasetCard card(DataSource set) {
        Workplace place = Workplaces.of(environment, spec);
        String pictures = Optional.ofNullable(attribution).map(DataConvertCommand::text).orElse("");
        return new DatasetCard(title == null ? set.label() : title, license, pictures,
                List.of("mme5 " + place.flags().stream().map(DataConvertCommand::word).collect(Collectors.joining(" "))), Optional.empty());
    }

    /// As a shell wants it.
    private static String word(String flag) {
        return flag.matches("[\\w./=:,@%+-]+") ? flag : "'" + flag.replace("'", "'\\''") + "'";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected a text, got " + FileTrouble.of(e), e);
        }
    }

    /// What `--json` prints.
    ///
    /// @param setAside rows that were left out
    record Result(long rows, long setAside, Path out) {}
}
