package dev.mme5.cli;

import dev.mme5.cli.report.StagePages;
import dev.mme5.cli.stage.SynthesisStage;
import dev.mme5.cli.stage.Workplace;
import dev.mme5.core.json.Json;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.synthesis.SynthesisReport;
import dev.mme5.synthesis.Synthesizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `mme5 synthesize`: pictures in, a contrastive training set out.
@Command(name = "synthesize", description = {
        "Makes a training set from pictures: for each row a teacher describes them, writes, judges and revises in one pass.", "",
        "RUN/rows.jsonl is the finished set, RUN/rejected.jsonl what the gates refused, RUN/report.html a look at both."},
        footer = {"", "Example:", "  mme5 synthesize --recipe offline --set rows=5000 --out runs/rows"})
final class SynthesizeCommand implements Callable<Integer> {
    /// Pictures of a corpus that go through a model at once.
    private static final int ROWS_OF_A_PASS = 32;

    private final Environment environment;

    @Mixin
    RecipeOptions options = new RecipeOptions();

    @Option(names = "--images", paramLabel = "SRC", description = "Where the pictures are, instead of the recipe's: a folder, rows in .jsonl, a .tar.")
    @Nullable Path images;

    @Option(names = {"-o", "--out"}, required = true, paramLabel = "RUN", description = "The run's folder.")
    Path out = Path.of("");

    @Mixin
    Console console = new Console();

    SynthesizeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Workplace place = options.place(environment);
        SynthesisRecipe recipe = SynthesisStage.recipe(place, options.file(place, "synthesis"), overrides(place));
        if (options.check) {
            Synthesizer.check(recipe);
            console.result(recipe, () -> Recipes.toYaml(recipe));
            return ExitCode.OK;
        }
        SynthesisStage stage = new SynthesisStage(place, recipe, out, model ->
                new Models(environment).open(model.model(), model.adapter(), ModelOpener.ComputeType.F32, ROWS_OF_A_PASS));
        SynthesisReport report = stage.run();
        StagePages.synthesis(stage.rows(), report).write(out);
        Result result = new Result(stage.rows(), report.planned(), report.written(), report.revised(), report.missing());
        console.result(result, result::summary);
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

    /// What `--json` prints.
    record Result(Path rows, int planned, int written, int revised, int missing) {
        String summary() {
            String unfilled = missing == 0 ? "" : " " + missing + " could not be filled; see rejected.jsonl beside it.";
            return "Wrote " + written + " rows into " + rows + ", " + revised + " of them revised by the teacher." + unfilled;
        }
    }
}
