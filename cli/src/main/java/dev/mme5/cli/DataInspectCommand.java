package dev.mme5.cli;

import dev.mme5.cli.report.InspectPage;
import dev.mme5.cli.report.InspectedRows;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.data.DataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mme5 data inspect`: a data set as a page.
@Command(name = "inspect", description = {
        "Writes a page that shows a training set: pictures, texts, and for synthetic rows what the teacher wrote on the way.", "",
        "The page is one file, with filters, search and paging. Of a run's folder it also shows the rows that were refused, with reasons."},
        footer = {"", "Example:", "  mme5 data inspect runs/rows --out rows.html"})
final class DataInspectCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(paramLabel = "SOURCE", description = "A data set's folder or file, or a run's folder.")
    Path source = Path.of("");

    @Mixin
    DataSourceOptions options = new DataSourceOptions();

    @Option(names = {"-o", "--out"}, paramLabel = "HTML", description = "The page; SOURCE/inspect.html if left away.")
    @Nullable Path out;

    @Option(names = "--limit", paramLabel = "N", description = "Most rows to show; drawn evenly if there are more (default: ${DEFAULT-VALUE}).",
            defaultValue = "4000")
    int limit = 4_000;

    @Option(names = "--seed", paramLabel = "N", description = "Of what is drawn (default: ${DEFAULT-VALUE}).", defaultValue = "1")
    long seed = 1;

    @Mixin
    Console console = new Console();

    DataInspectCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        DataSource set = options.open(source);
        Path page = out != null ? out : (Files.isDirectory(source) ? source : source.toAbsolutePath().getParent()).resolve("inspect.html");
        InspectedRows rows = InspectedRows.of(set, limit, seed, environment.progress());
        AtomicFiles.writeString(page, InspectPage.of(set.label(), rows).html());
        Result result = new Result(page, rows.kept().size(), rows.total(), rows.refused().size());
        console.result(result, () -> "Wrote " + page + ": " + result.shown() + " of " + result.rows() + " rows"
                + (result.refused() == 0 ? "." : ", and " + result.refused() + " that were refused."));
        return ExitCode.OK;
    }

    /// What `--json` prints.
    ///
    /// @param shown rows on the page
    /// @param rows in the set
    /// @param refused rows on the page that the gates refused
    record Result(Path page, int shown, long rows, int refused) {}
}
