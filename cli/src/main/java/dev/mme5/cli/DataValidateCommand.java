package dev.mme5.cli;

import dev.mme5.core.json.Json;
import dev.mme5.data.check.Problem;
import dev.mme5.data.check.Validation;
import dev.mme5.data.check.ValidationReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mme5 data validate`: everything that is wrong with a data set.
@Command(name = "validate", description = {
        "Looks at every row of a data set and lists everything that is wrong, with file, row and column. Exit code 2 if there is anything.", "",
        "--repair writes a copy in which what can be mended is mended and other bad rows are left out, counts each, and exits with 0."},
        footer = {"", "Examples:", "  mme5 data validate runs/rows",
            "  mme5 data validate mmE5-synthetic --no-pictures --repair mmE5-synthetic-mended"})
final class DataValidateCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(paramLabel = "SOURCE", description = "A data set's folder or file, or a run's folder.")
    Path source = Path.of("");

    @Mixin
    DataSourceOptions options = new DataSourceOptions();

    @Option(names = "--no-pictures", description = "Do not look whether the pictures are there.")
    boolean noPictures;

    @Option(names = "--repair", paramLabel = "OUT", description = "Write a repaired copy: a file for native rows, a folder for published ones.")
    @Nullable Path repair;

    @Option(names = "--limit", paramLabel = "N", description = "List the first N problems only; all are counted.")
    long limit = Long.MAX_VALUE;

    @Mixin
    Console console = new Console();

    DataValidateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Listing listing = new Listing();
        ValidationReport report = new Validation(options.open(source), !noPictures, Optional.ofNullable(repair))
                .run(environment.progress(), listing::add);
        Result result = new Result(report.layout(), report.rows(), report.badRows(), report.problems(), report.repairs(), report.written(),
                Optional.ofNullable(repair), listing.lines);
        console.json(() -> Json.writePretty(result), () -> result.text(limit));
        return report.isClean() || repair != null ? ExitCode.OK : ExitCode.INPUT;
    }

    /// Prints problems as they are found, or keeps them for the JSON.
    private final class Listing {
        private final List<Line> lines = new ArrayList<>();
        private long count;

        void add(Problem problem) {
            if (count++ >= limit) {
                return;
            }
            if (console.json) {
                lines.add(new Line(problem.place().file(), problem.place().row(), problem.column(), problem.kind().code(), problem.detail()));
            } else {
                console.line(problem.line());
            }
        }
    }

    private record Line(Path file, long row, String column, String kind, String detail) {}

    /// What `--json` prints.
    record Result(String layout, long rows, long badRows, Map<String, Long> problems, Optional<Map<String, Long>> repairs,
            Optional<Long> written, Optional<Path> repaired, List<Line> list) {

        String text(long limit) {
            if (badRows == 0) {
                return layout + ": " + rows + " rows, nothing wrong." + repaired.map(out -> " The copy is " + out + ".").orElse("");
            }
            StringBuilder text = new StringBuilder(layout + ": " + badRows + " of " + rows + " rows have problems:");
            problems.forEach((kind, count) -> text.append("\n  ").append(count).append("  ").append(kind));
            if (problems.values().stream().mapToLong(Long::longValue).sum() > limit) {
                text.append("\nThe first ").append(limit).append(" are listed.");
            }
            repairs.ifPresent(mended -> {
                text.append("\nRepaired:");
                mended.forEach((what, count) -> text.append("\n  ").append(count).append("  ").append(what));
                text.append("\n").append(written.orElse(0L)).append(" rows are in ").append(repaired.map(Path::toString).orElse("")).append(".");
            });
            return text.toString();
        }
    }
}
