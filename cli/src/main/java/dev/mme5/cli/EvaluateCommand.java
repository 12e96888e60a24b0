package dev.mme5.cli;

import dev.mme5.cli.report.StagePages;
import dev.mme5.cli.stage.DataTaskRows;
import dev.mme5.cli.stage.EvaluationStage;
import dev.mme5.cli.stage.ModelFolder;
import dev.mme5.cli.stage.Workplace;
import dev.mme5.core.Embedder;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.data.DataSources;
import dev.mme5.evaluation.EvaluationRecipe;
import dev.mme5.evaluation.EvaluationRun;
import dev.mme5.evaluation.ReportJson;
import dev.mme5.evaluation.benchmark.Suite;
import dev.mme5.evaluation.benchmark.SuiteSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `mme5 evaluate`: a model and tasks in, scores out.
@Command(name = "evaluate", description = {
        "Measures a model: precision at 1 and recall at 10, with chance and a 95 %% interval beside each.", "",
        "A run that was stopped continues with the tasks that are missing. RUN/report.json, .md and .html hold every number."},
        footer = {"", "Examples:", "  mme5 evaluate --model nano --data quickstart --out runs/before",
            "  mme5 evaluate -m nano --adapter runs/tuned/adapter -d my-tasks -o runs/mine"})
final class EvaluateCommand implements Callable<Integer> {
    private static final String STAGE = "evaluation";

    private final Environment environment;

    @Mixin
    ModelOptions model = new ModelOptions();

    @Option(names = {"-d", "--data"}, paramLabel = "PATH|SUITE",
            description = "A folder of *.jsonl in MMEB's columns, MMEB-eval or XTD-10 as published, or a suite: quickstart, xtd, mmeb,"
                    + " or a recipe's file.")
    @Nullable String data;

    @Option(names = "--images", paramLabel = "DIR",
            description = "With a folder in --data: where its pictures' paths start, if not at a usual place.")
    @Nullable Path images;

    @Mixin
    LengthOptions length = new LengthOptions();

    @Mixin
    RecipeOptions options = new RecipeOptions();

    @Option(names = {"-o", "--out"}, required = true, paramLabel = "RUN", description = "The run's folder.")
    Path out = Path.of("");

    @Mixin
    Console console = new Console();

    EvaluateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Workplace place = options.place(environment);
        EvaluationStage stage = new EvaluationStage(place, recipe(place), out);
        Suite suite = stage.suite();
        if (options.check) {
            console.result(stage.recipe(), () -> Recipes.toYaml(stage.recipe()));
            return ExitCode.OK;
        }
        Models models = new Models(environment);
        ModelFolder folder = new ModelFolder(models.folder(model.model), Optional.ofNullable(model.adapter));
        try (Embedder embedder = model.open(models, length.maxTokens())) {
            EvaluationRun run = stage.run(suite, embedder, folder.hashes());
            model.cuts().notice(LengthOptions.ADVICE).ifPresent(console::say);
            StagePages.evaluation(run.report()).write(out);
            console.json(() -> ReportJson.write(run.report()), () -> ScoreTable.of(run.report(), out));
        }
        return ExitCode.OK;
    }

    private EvaluationRecipe recipe(Workplace place) {
        if ((data == null) == (options.recipe == null)) {
            throw new IllegalArgumentException("--data: expected either --data or --recipe, got " + (data == null ? "neither" : "both"));
        }
        if (data != null && Files.isDirectory(Path.of(data))) {
            Path rows = Path.of(data);
            EvaluationRecipe usual = EvaluationStage.recipe(place, place.recipeFile(STAGE, "mmeb"), options.set);
            SuiteSpec suite = DataSources.isParquet(rows)
                    ? DataTaskRows.spec(rows, Optional.ofNullable(images))
                    : new SuiteSpec.Folder(rows, images == null ? rows : images);
            return new EvaluationRecipe(usual.seed(), usual.resamples(), usual.chunk(), suite);
        }
        return EvaluationStage.recipe(place, data == null ? options.file(place, STAGE) : place.recipeFile(STAGE, data), options.set);
    }
}
