package dev.mme5.cli;

import dev.mme5.cli.quickstart.Quickstart;
import dev.mme5.cli.quickstart.QuickstartSize;
import dev.mme5.cli.report.QuickstartJson;
import dev.mme5.cli.report.QuickstartReport;
import dev.mme5.core.Embedder;
import dev.mme5.core.json.Json;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mme5 quickstart`: the whole pipeline on the samples that ship.
@Command(name = "quickstart", description = {
        "Runs the whole pipeline on the samples that ship, offline: synthesizes rows, measures the model nano, fine-tunes it,"
                + " measures it again, searches in a dozen languages, and writes a report.", "",
        "A few minutes on two cores. A run that was stopped is continued, a finished one made anew."},
        footer = {"", "Example:", "  mme5 quickstart --out runs/quickstart"})
final class QuickstartCommand implements Callable<Integer> {
    private static final int BATCH = 64;

    private final Environment environment;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = {"-o", "--out"}, paramLabel = "RUN", defaultValue = "runs/quickstart",
            description = "The run's folder (default: runs/quickstart).")
    Path out = Path.of("");

    @Option(names = "--quick", description = "A much smaller size, which shows that everything runs, not how good it is.")
    boolean quick;

    @Mixin
    Console console = new Console();

    QuickstartCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Quickstart quickstart = new Quickstart(Workplaces.of(environment, spec), this::open, console::say, out,
                quick ? QuickstartSize.QUICK : QuickstartSize.FULL);
        QuickstartReport report = quickstart.run();
        console.json(() -> Json.writePretty(QuickstartJson.headline(report)), () -> QuickstartSummary.of(report, out));
        return ExitCode.OK;
    }

    private Embedder open(Path model, Optional<Path> adapter) {
        return environment.models().open(
                new ModelOpener.Request(model.getFileName().toString(), model, adapter, ModelOpener.ComputeType.AUTO, BATCH));
    }
}
