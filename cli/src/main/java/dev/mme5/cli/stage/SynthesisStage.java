package dev.mme5.cli.stage;

import dev.mme5.core.json.Json;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Hashes;
import dev.mme5.core.run.Progress;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.Budget;
import dev.mme5.synthesis.Forecast;
import dev.mme5.synthesis.RunWatcher;
import dev.mme5.synthesis.Setting;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.synthesis.SynthesisReport;
import dev.mme5.synthesis.Synthesizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Synthesis: a recipe and pictures in, `rows.jsonl` out.
///
/// @param out the run's folder
public record SynthesisStage(Workplace place, SynthesisRecipe recipe, Path out) {
    private static final String FORECAST_FILE = "forecast.json";

    /// Reads the recipe.
    public static SynthesisRecipe recipe(Workplace place, Path file, List<String> overrides) {
        return place.read(file, SynthesisRecipe.class, overrides, recipe -> Map.of("corpus.folder", recipe.corpus().folder()));
    }

    /// The finished set.
    public Path rows() {
        return out.resolve(Synthesizer.ROWS_FILE);
    }

    /// The same, telling of progress in another way.
    public SynthesisStage with(Progress progress) {
        return new SynthesisStage(place.with(progress), recipe, out);
    }

    /// Reads the corpus and makes the teacher.
    public Synthesizer open() {
        return Synthesizer.open(recipe, new Setting(
                place.progress(), place.clock(), TeacherSupplies.of(recipe.teacher(), recipe.seed(), place.clock())));
    }

    public SynthesisReport run() {
        return run(Budget.NONE, RunWatcher.none());
    }

    /// Runs, or goes on with a run that was stopped.
    public SynthesisReport run(Budget budget, RunWatcher watcher) {
        RunRecord record = RunRecord.begin(place, "synthesize");
        Synthesizer synthesizer = open();
        SynthesisReport report = synthesizer.run(RunDirectory.open(out), budget, watcher);
        String written = report.stopped().isEmpty() ? Synthesizer.ROWS_FILE : Synthesizer.PARTIAL_FILE;
        record.write(out, Recipes.toYaml(recipe), Map.of("recipe", recipe.seed()),
                Map.of("corpus", Hashes.ofTree(recipe.corpus().folder()), written, Hashes.sha256(out.resolve(written))));
        return report;
    }

    /// Asks for a few rows and says what all will take.
    public Forecast pilot(int calls, Budget budget, RunWatcher watcher) {
        Forecast forecast = open().pilot(RunDirectory.open(out), calls, budget, watcher);
        AtomicFiles.writeString(out.resolve(FORECAST_FILE), Json.writePretty(forecast));
        return forecast;
    }
}
