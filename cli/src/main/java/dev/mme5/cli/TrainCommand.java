package dev.mme5.cli;

import dev.mme5.cli.report.StagePages;
import dev.mme5.cli.stage.TrainingRows;
import dev.mme5.cli.stage.TrainingStage;
import dev.mme5.cli.stage.Workplace;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.training.TrainingRecipe;
import dev.mme5.training.batch.CheckedExamples;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `mme5 train`: a model and rows in, an adapter or a model out.
@Command(name = "train", description = {
        "Trains a model, or an adapter on top of it, as the recipe says.", "",
        "RUN/adapter or RUN/model is what was learned, RUN/metrics.jsonl the loss of each step, RUN/checkpoints what --resume needs."},
        footer = {"", "Example:", "  mme5 synthesize -r offline -o runs/rows",
            "  mme5 train -r nano-finetune -m nano -d runs/rows -o runs/tuned"})
final class TrainCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    RecipeOptions options = new RecipeOptions();

    @Option(names = {"-d", "--data"}, paramLabel = "PATH",
            description = "Native rows, the folder of the run that wrote them, or a published set: mmE5-synthetic, mmE5-MMEB-hardneg, MMEB-train.")
    @Nullable Path data;

    @Option(names = "--images", paramLabel = "DIR", description = "The folder that a published set's paths of pictures start from, if not its own.")
    @Nullable Path images;

    @Option(names = {"-m", "--model"}, required = true, paramLabel = "MODEL",
            description = "A model's folder in Hugging Face's layout, or the name of a shipped model such as nano.")
    String model = "";

    @Option(names = "--adapter", paramLabel = "DIR", description = "An adapter to begin from, in PEFT's layout.")
    @Nullable Path adapter;

    @Option(names = {"-o", "--out"}, required = true, paramLabel = "RUN", description = "The run's folder.")
    Path out = Path.of("");

    @Option(names = "--resume", description = "Continue the run in RUN from its newest checkpoint.")
    boolean resume;

    @Mixin
    Console console = new Console();

    TrainCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Workplace place = options.place(environment);
        TrainingRecipe recipe = TrainingStage.recipe(place, options.file(place, "training"), options.set);
        TrainingStage stage = new TrainingStage(place, recipe, new Models(environment).folder(model), rows(place),
                Optional.ofNullable(adapter), out, resume);
        if (options.check) {
            console.result(recipe, () -> Recipes.toYaml(recipe));
            return ExitCode.OK;
        }
        TrainingStage.Report report = stage.run(checked -> notice(checked.cut()).ifPresent(console::say));
        StagePages.training(out).write(out);
        console.result(report, () -> summary(report));
        return ExitCode.OK;
    }

    /// What is said of texts that are too long, before training begins.
    static Optional<String> notice(CheckedExamples.Cut cut) {
        if (cut.rows() == 0) {
            return Optional.empty();
        }
        return Optional.of(cut.rows() + (cut.rows() == 1 ? " row loses" : " rows lose") + " the end of a text; most is lost by " + cut.longest()
                + ": it has " + cut.tokens() + " tokens, and the model is shown " + cut.kept());
    }

    private String summary(TrainingStage.Report report) {
        String aside = report.setAside() == 0 ? "" : " " + report.setAside() + " rows were set aside; see " + out.resolve("set-aside.jsonl") + ".";
        return String.format(Locale.ROOT, "Trained %d steps in %.0f s; the loss went from %.3f to %.3f. %s is what was learned.%s",
                report.steps(), report.seconds(), report.firstLoss(), report.lastLoss(), report.artefact(), aside);
    }

    private Optional<Path> rows(Workplace place) {
        return Optional.ofNullable(data).map(path -> rows(place, new TrainingRows(path, Optional.ofNullable(images))));
    }

    private Path rows(Workplace place, TrainingRows rows) {
        if (!rows.isPublished()) {
            return rows.nativeFile();
        }
        if (options.check) {
            return rows.open().files().getFirst().path();
        }
        TrainingStage.requireNew(out, resume);
        TrainingRows.Prepared prepared = rows.convert(place, out);
        if (prepared.unusable() > 0) {
            console.say(prepared.unusable() + " rows of " + data + " cannot be used; see " + out.resolve(TrainingRows.SET_ASIDE_FILE));
        }
        return prepared.file();
    }
}
