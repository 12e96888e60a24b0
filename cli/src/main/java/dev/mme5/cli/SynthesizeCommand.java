package dev.mme5.cli;

import dev.mme5.cli.report.StagePages;
import dev.mme5.cli.stage.SynthesisStage;
import dev.mme5.cli.stage.Workplace;
import dev.mme5.core.json.Json;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.Progress;
import dev.mme5.synthesis.Budget;
import dev.mme5.synthesis.forecast.Forecast;
import dev.mme5.synthesis.RunWatcher;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.synthesis.SynthesisReport;
import dev.mme5.synthesis.SynthesisStoppedException;
import dev.mme5.synthesis.Synthesizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `mme5 synthesize`: pictures in, a contrastive training set out.
@Command(name = "synthesize", description = {
        "Makes a training set from pictures: for each row a teacher describes them, writes, judges and revises in one pass.", "",
        "RUN/rows.jsonl is the finished set, RUN/rejected.jsonl what the gates refused, RUN/report.html a look at both.",
        "RUN/dataset is the set as it can be published: mmE5-synthetic's layout, with pictures and a dataset card.",
        "Every answer is saved as it comes. A run that was stopped, by Ctrl-C, a limit or a crash, goes on with the same command."},
        footer = {"", "Example:", "  mme5 synthesize --recipe offline --set rows=5000 --out runs/rows",
            "  mme5 synthesize --recipe openai --images ~/Pictures --dry-run 20 --out runs/photos"})
final class SynthesizeCommand implements Callable<Integer> {
    /// Pictures of a corpus that go through a model at once.
    private static final int ROWS_OF_A_PASS = 32;

    private final Environment environment;

    @Mixin
    RecipeOptions options = new RecipeOptions();

    @Option(names = "--images", paramLabel = "SRC", description = "Where the pictures are, instead of the recipe's: a folder, rows in .jsonl or .parquet, a .tar.")
    @Nullable Path images;

    @Option(names = {"-o", "--out"}, required = true, paramLabel = "RUN", description = "The run's folder.")
    Path out = Path.of("");

    @Option(names = "--dry-run", paramLabel = "N",
            description = {"Ask for N answers at most, for rows spread over the plan and again for those refused, and say what all will cost and"
                    + " how long they will take.", "The run uses the answers."})
    @Nullable Integer dryRun;

    @Option(names = "--max-usd", paramLabel = "USD",
            description = "Stop before the run has cost more than this, at the recipe's prices, over all its processes.")
    @Nullable Double maxUsd;

    @Option(names = "--max-calls", paramLabel = "N", description = "Stop after so many answers, over all the run's processes.")
    @Nullable Integer maxCalls;
    @Option(names = "--no-dataset", description = "Leave RUN/dataset out.")
    boolean noDataset;

    @Mixin
    Console console = new Console();

    SynthesizeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        return SynthesisStoppedException.insteadOfFailing(this::run);
    }

    private int run() {
        Workplace place = options.place(environment);
        SynthesisRecipe recipe = SynthesisStage.recipe(place, options.file(place, "synthesis"), overrides(place));
        if (options.check) {
            Synthesizer.check(recipe);
            console.result(recipe, () -> Recipes.toYaml(recipe));
            return ExitCode.OK;
        }
        SynthesisStage stage = new SynthesisStage(place, recipe, out, model ->
                new Models(environment).open(model.model(), model.adapter(), ModelOpener.ComputeType.F32, ROWS_OF_A_PASS));
        Budget budget = new Budget(Optional.ofNullable(maxUsd), Optional.ofNullable(maxCalls));
        return environment.terminal() ? runOnTerminal(stage, budget) : run(stage, budget, new PlainWatcher(console::say));
    }

    private int runOnTerminal(SynthesisStage stage, Budget budget) {
        try (CoverageTable table = new CoverageTable(environment.err())) {
            return run(stage.with(new AllButRows(environment.progress())), budget, table);
        }
    }

    private int run(SynthesisStage stage, Budget budget, RunWatcher watcher) {
        return dryRun == null ? synthesize(stage, budget, watcher) : forecast(stage, dryRun, budget, watcher);
    }

    private int synthesize(SynthesisStage stage, Budget budget, RunWatcher watcher) {
        SynthesisReport report = stage.run(budget, watcher);
        boolean ended = report.stopped().isEmpty();
        Path rows = ended ? stage.rows() : out.resolve(Synthesizer.PARTIAL_FILE);
        StagePages.synthesis(rows, report).write(out);
        if (ended && report.written() > 0 && !noDataset) {
            stage.publish(report);
        }
        Result result = new Result(rows, report.planned(), report.written(), report.revised(), report.missing(), report.usd(), report.stopped());
        console.result(result, result::summary);
        return ended && report.written() > 0 ? ExitCode.OK : ExitCode.FAILURE;
    }

    private int forecast(SynthesisStage stage, int calls, Budget budget, RunWatcher watcher) {
        Forecast forecast = stage.pilot(calls, budget, watcher);
        console.result(forecast, () -> ForecastText.of(forecast));
        return ExitCode.OK;
    }

    /// The recipe's own, and where the pictures lie.
    private List<String> overrides(Workplace place) {
        if (images == null) {
            return options.set;
        }
        SynthesisRecipe recipe = SynthesisStage.recipe(place, options.file(place, "synthesis"), options.set);
        List<String> overrides = new ArrayList<>(options.set);
        overrides.add("corpus." + recipe.corpus().locationKey() + "=" + Json.write(images.toString()));
        return overrides;
    }

    /// Progress of what the table does not show.
    private record AllButRows(Progress others) implements Progress {
        @Override
        public Stage begin(String name, long total) {
            return name.equals(Synthesizer.STAGE_NAME) ? Progress.silent().begin(name, total) : others.begin(name, total);
        }

        @Override
        public void say(String line) {
            others.say(line);
        }
    }

    /// What `--json` prints.
    ///
    /// @param stopped the limit that stopped the run; absent if it ended
    record Result(Path rows, int planned, int written, int revised, int missing, double usd, Optional<String> stopped) {
        String summary() {
            if (stopped.isPresent()) {
                return "Stopped at " + stopped.get() + " with " + written + " of " + planned + " rows, which are in " + rows
                        + ". All answers are saved: the same command with a higher limit goes on.";
            }
            if (written == 0) {
                return "Wrote no row: none of " + planned + " passed. See the reasons in rejected.jsonl beside " + rows + ".";
            }
            String unfilled = missing == 0 ? "" : " " + missing + " could not be filled; see rejected.jsonl beside it.";
            return "Wrote " + written + " rows into " + rows + ", " + revised + " of them revised by the teacher." + unfilled;
        }
    }
}
