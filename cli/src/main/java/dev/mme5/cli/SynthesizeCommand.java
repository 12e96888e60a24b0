package dev.mme5.cli;

import dev.mme5.cli.report.StagePages;
import dev.mme5.cli.stage.DatasetPublishing;
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
        "RUN/rows.jsonl is the finished set, RUN/rejected.jsonl what the gates refused, RUN/report.html a look at both.",
        "RUN/dataset is the set as it can be published: mmE5-synthetic's layout, with pictures and a dataset card."},
        footer = {"", "Example:", "  mme5 synthesize --recipe offline --set rows=5000 --out runs/rows"})
final class SynthesizeCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    RecipeOptions options = new RecipeOptions();

    @Option(names = "--images", paramLabel = "SRC", description = "The pictures' folder, instead of the recipe's.")
    @Nullable Path images;

    @Option(names = {"-o", "--out"}, required = true, paramLabel = "RUN", description = "The run's folder.")
    Path out = Path.of("");

    @Option(names = "--no-dataset", description = "Leave RUN/dataset out.")
    boolean noDataset;

    @Mixin
    Console console = new Console();

    SynthesizeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Workplace place = options.place(environment);
        List<String> overrides = new ArrayList<>(options.set);
        if (images != null) {
            overrides.add("corpus.folder=" + Json.write(images.toString()));
        }
        SynthesisRecipe recipe = SynthesisStage.recipe(place, options.file(place, "synthesis"), overrides);
        if (options.check) {
            Synthesizer.open(recipe, place.progress());
            console.result(recipe, () -> Recipes.toYaml(recipe));
            return ExitCode.OK;
        }
        SynthesisStage stage = new SynthesisStage(place, recipe, out);
        SynthesisReport report = stage.run();
        StagePages.synthesis(stage.rows(), report).write(out);
        if (!noDataset) {
            new DatasetPublishing(place, stage.rows(), recipe.corpus().folder(), report.teacher(), Recipes.toYaml(recipe)).write();
        }
        Result result = new Result(stage.rows(), report.planned(), report.written(), report.revised(), report.missing());
        console.result(result, result::summary);
        return ExitCode.OK;
    }

    /// What `--json` prints.
    record Result(Path rows, int planned, int written, int revised, int missing) {
        String summary() {
            String unfilled = missing == 0 ? "" : " " + missing + " could not be filled; see rejected.jsonl beside it.";
            return "Wrote " + written + " rows into " + rows + ", " + revised + " of them revised by the teacher." + unfilled;
        }
    }
}
