package dev.mme5.cli.stage;

import dev.mme5.core.DatasetException;
import dev.mme5.core.json.Json;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Hashes;
import dev.mme5.core.run.Progress;
import dev.mme5.training.TaskSpec;
import dev.mme5.training.TrainingRecipe;
import dev.mme5.training.TrainingRun;
import dev.mme5.training.batch.CheckedExamples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Training: a recipe, a model and data in; an adapter or a model out, with the curve of the loss beside it.
///
/// @param model a folder; where pre-training begins from fresh weights, only its configuration and tokenizer are read
/// @param data native rows
/// @param adapter to begin from
/// @param out the run's folder
/// @param resume whether to continue from the newest checkpoint in `out`
public record TrainingStage(
        Workplace place, TrainingRecipe recipe, Path model, Optional<Path> data, Optional<Path> adapter, Path out, boolean resume) {
    private static final List<String> BEGUN = List.of("checkpoints", TrainingCurve.FILE_NAME);

    /// @throws DatasetException if there is a run in the folder already and it is not to be resumed
    public TrainingStage {
        requireNew(out, resume);
        if (recipe.task() instanceof TaskSpec.Contrastive && data.isEmpty()) {
            throw new DatasetException("--data: expected the rows to train on, which a contrastive recipe needs, got none");
        }
        data.filter(rows -> !Files.isRegularFile(rows)).ifPresent(rows -> {
            throw new DatasetException(rows + ": expected rows to train on, got nothing of that name; check the path");
        });
    }

    /// Refuses the folder of a run that is not to be resumed.
    ///
    /// @throws DatasetException if there is a run in the folder already and it is not to be resumed
    public static void requireNew(Path out, boolean resume) {
        Optional<String> found = BEGUN.stream().filter(name -> Files.exists(out.resolve(name))).findFirst();
        if (!resume && found.isPresent()) {
            throw new DatasetException(out + ": expected the folder of a new run, got one with " + found.get()
                    + "; continue that run with --resume, or choose another folder");
        }
    }

    /// Reads the recipe.
    public static TrainingRecipe recipe(Workplace place, Path file, List<String> overrides) {
        return place.read(file, TrainingRecipe.class, overrides, recipe -> paths(recipe.task()));
    }

    private static Map<String, Path> paths(TaskSpec task) {
        Map<String, Path> paths = new LinkedHashMap<>();
        if (task instanceof TaskSpec.NamedPictures pictures) {
            paths.put("task.corpus", pictures.corpus());
            for (int i = 0; i < pictures.styles().size(); i++) {
                paths.put("task.styles." + i + ".zip", pictures.styles().get(i).zip());
            }
        }
        return paths;
    }

    /// What training made; written as `report.json`.
    ///
    /// @param artefact the adapter's or the model's folder
    /// @param setAside rows that were not learned from because something of them cannot be read; `set-aside.jsonl` lists them
    /// @param cutRows rows that lost the end of a text, since the model is shown no more of it
    /// @param mostCutTokens how much the one lost that lost most
    /// @param firstLoss mean over the first tenth of the steps
    /// @param lastLoss mean over the last tenth of the steps
    public record Report(
            Path artefact, long steps, int setAside, int cutRows, int mostCutTokens, double firstLoss, double lastLoss, double seconds) {}

    public Report run() {
        return run(_ -> {});
    }

    /// @param checked is told of the rows before training begins
    public Report run(Consumer<CheckedExamples> checked) {
        RunRecord record = RunRecord.begin(place, "train");
        Map<String, String> hashes = new TreeMap<>();
        new ModelFolder(model, adapter).hashes().forEach((name, hash) -> hashes.put("model/" + name, hash));
        data.ifPresent(rows -> hashes.put("data", Hashes.sha256(rows)));
        TrainingRun.Result made = new TrainingRun(recipe, model, data, adapter, out, resume).run(whenBegun(), place.clock(), checked);
        List<TrainingCurve.Point> curve = new ArrayList<>(TrainingCurve.read(out).points());
        int tenth = Math.max(1, curve.size() / 10);
        Report report = new Report(made.artefact(), made.steps(), made.setAside(), made.cut().rows(), made.cut().tokens() - made.cut().kept(),
                mean(curve.subList(0, tenth)),
                mean(curve.subList(curve.size() - tenth, curve.size())), curve.getLast().seconds());
        AtomicFiles.writeString(out.resolve("report.json"), Json.writePretty(report));
        record.write(out, Recipes.toYaml(recipe), Map.of("recipe", recipe.seed()), hashes);
        return report;
    }

    /// Progress that leaves the recipe in the run's folder as soon as training begins: a run that is refused writes nothing.
    private Progress whenBegun() {
        return (name, total) -> {
            if (Files.exists(out.resolve(TrainingCurve.FILE_NAME))) {
                AtomicFiles.writeString(out.resolve(RunRecord.RECIPE_FILE), Recipes.toYaml(recipe));
            }
            return place.progress().begin(name, total);
        };
    }

    private static double mean(List<TrainingCurve.Point> points) {
        return points.stream().mapToDouble(TrainingCurve.Point::loss).average().orElseThrow();
    }
}
