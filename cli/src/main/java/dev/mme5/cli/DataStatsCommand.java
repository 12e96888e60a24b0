package dev.mme5.cli;

import dev.mme5.core.run.Progress;
import dev.mme5.data.DataSource;
import dev.mme5.data.ExampleSource;
import dev.mme5.data.SourcedRow;
import dev.mme5.data.check.Pictures;
import dev.mme5.data.stats.BenchmarkStatistics;
import dev.mme5.data.stats.Distribution;
import dev.mme5.data.stats.Statistics;
import dev.mme5.data.stats.StatisticsCollector;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mme5 data stats`: what a data set holds.
@Command(name = "stats", description = {"Counts what a data set holds: rows by task, modality pair and language, lengths, duplicates, pictures.",
        "", "Lengths are in characters."},
        footer = {"", "Example:", "  mme5 data stats runs/rows --json"})
final class DataStatsCommand implements Callable<Integer> {
    private static final int SHOWN = 15;

    private final Environment environment;

    @Parameters(paramLabel = "SOURCE", description = "A data set's folder or file, or a run's folder.")
    Path source = Path.of("");

    @Mixin
    DataSourceOptions options = new DataSourceOptions();

    @Option(names = "--no-pictures", description = "Do not look whether the pictures are there.")
    boolean noPictures;

    @Mixin
    Console console = new Console();

    DataStatsCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        DataSource set = options.open(source);
        Optional<Pictures> pictures = noPictures ? Optional.empty() : Optional.of(new Pictures());
        if (set.layout().isBenchmark()) {
            BenchmarkStatistics statistics = BenchmarkStatistics.of(set, pictures);
            console.result(statistics, () -> statistics.layout() + ": " + statistics.rows() + " rows in " + statistics.tasks().size() + " tasks"
                    + counts("rows by task", statistics.tasks()) + "\n" + spread("candidates", statistics.candidates()) + pictures(statistics.pictures()));
            return ExitCode.OK;
        }
        Statistics statistics = collect(set, pictures);
        console.result(statistics, () -> text(statistics));
        return ExitCode.OK;
    }

    private Statistics collect(DataSource set, Optional<Pictures> pictures) {
        StatisticsCollector collector = new StatisticsCollector(pictures);
        try (ExampleSource rows = ExampleSource.open(set);
                Progress.Stage stage = environment.progress().begin("counting rows", 0)) {
            for (Optional<SourcedRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                switch (row.get()) {
                    case SourcedRow.Good good -> collector.add(good.subset(), good.example());
                    case SourcedRow.Bad _ -> collector.addUnreadable();
                }
                stage.advance(1);
            }
        }
        return collector.statistics(set.layout().hubName());
    }

    private static String text(Statistics statistics) {
        return statistics.layout() + ": " + statistics.rows() + " rows, " + statistics.unreadable() + " unreadable, " + statistics.duplicates()
                + " duplicates" + counts("subsets", statistics.subsets()) + counts("tasks", statistics.tasks())
                + counts("modality pairs", statistics.modalities()) + counts("languages", statistics.languages())
                + counts("from", statistics.origins()) + "\n" + statistics.instructions() + " different instructions\n"
                + spread("instruction", statistics.instructionLength()) + spread("query", statistics.queryLength())
                + spread("positive", statistics.positiveLength()) + spread("hard negatives", statistics.hardNegatives())
                + pictures(statistics.pictures());
    }

    private static String counts(String title, Map<String, Long> counts) {
        StringBuilder text = new StringBuilder("\n\n" + title + " (" + counts.size() + ")");
        counts.entrySet().stream().limit(SHOWN).forEach(entry -> text.append(String.format(Locale.ROOT, "\n%10d  %s", entry.getValue(), entry.getKey())));
        return counts.size() <= SHOWN ? text.toString() : text + "\n            and " + (counts.size() - SHOWN) + " more; --json has all";
    }

    private static String spread(String what, Distribution numbers) {
        return String.format(Locale.ROOT, "%-16s%8d rows, from %d over %d (median) to %d, mean %.1f%n", what, numbers.count(), numbers.min(),
                numbers.median(), numbers.max(), numbers.mean());
    }

    private static String pictures(Statistics.PictureCounts pictures) {
        return pictures.distinct() + " different pictures, named " + pictures.references() + " times"
                + pictures.missing().map(missing -> missing == 0 ? "; all are there" : "; " + missing + " are not there").orElse("");
    }
}
