package dev.mme5.cli.stage;

import dev.mme5.core.json.Json;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Hashes;
import dev.mme5.core.run.Progress;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.Budget;
import dev.mme5.synthesis.CorpusSpec;
import dev.mme5.synthesis.forecast.Forecast;
import dev.mme5.synthesis.RunWatcher;
import dev.mme5.synthesis.Setting;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.synthesis.SynthesisReport;
import dev.mme5.synthesis.Synthesizer;
import dev.mme5.synthesis.corpus.Catalogue;
import dev.mme5.synthesis.mining.Embedders;
import dev.mme5.synthesis.mining.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Synthesis: a recipe and pictures in, `rows.jsonl` out.
///
/// @param out the run's folder
/// @param embedders opens the model by which pictures are similar, if the recipe names one
public record SynthesisStage(Workplace place, SynthesisRecipe recipe, Path out, Embedders embedders) {
    private static final String CORPUS_FOLDER = "corpus";
    private static final String FORECAST_FILE = "forecast.json";

    /// Reads the recipe.
    public static SynthesisRecipe recipe(Workplace place, Path file, List<String> overrides) {
        return place.read(file, SynthesisRecipe.class, overrides, SynthesisStage::paths);
    }

    private static Map<String, Path> paths(SynthesisRecipe recipe) {
        return Map.of("corpus." + recipe.corpus().locationKey(), recipe.corpus().location());
    }

    /// The finished set.
    public Path rows() {
        return out.resolve(Synthesizer.ROWS_FILE);
    }

    /// The same, telling of progress in another way.
    public SynthesisStage with(Progress progress) {
        return new SynthesisStage(place.with(progress), recipe, out, embedders);
    }

    /// Reads the corpus and makes the teacher.
    private Synthesizer open() {
        Setting setting = new Setting(new Surroundings(embedders, new ModelRasters(), place.progress()), place.clock(),
                TeacherSupplies.of(recipe.teacher(), recipe.seed(), place.clock()));
        return Synthesizer.open(recipe, out.resolve(CORPUS_FOLDER), setting);
    }

    public SynthesisReport run() {
        return run(Budget.NONE, RunWatcher.none());
    }

    /// Runs, or goes on with a run that was stopped.
    public SynthesisReport run(Budget budget, RunWatcher watcher) {
        RunRecord record = RunRecord.begin(place, "synthesize");
        SynthesisReport report;
        try (Synthesizer synthesizer = open()) {
            report = synthesizer.run(RunDirectory.open(out), budget, watcher);
        }
        String written = report.stopped().isEmpty() ? Synthesizer.ROWS_FILE : Synthesizer.PARTIAL_FILE;
        record.write(out, Recipes.toYaml(recipe), Map.of("recipe", recipe.seed()),
                Map.of("corpus", corpusHash(), written, Hashes.sha256(out.resolve(written))));
        return report;
    }

    /// Writes the finished set as it can be published.
    public void publish(SynthesisReport report) {
        new DatasetPublishing(place, rows(), recipe.corpus().location(), report.teacher(), Recipes.toYaml(recipe)).write();
    }

    /// Asks for a few rows and says what all will take.
    public Forecast pilot(int calls, Budget budget, RunWatcher watcher) {
        try (Synthesizer synthesizer = open()) {
            Forecast forecast = synthesizer.pilot(RunDirectory.open(out), calls, budget, watcher);
            AtomicFiles.writeString(out.resolve(FORECAST_FILE), Json.writePretty(forecast));
            return forecast;
        }
    }

    /// Of concepts, their files'; of any pictures, the catalogue's: there may be millions.
    private String corpusHash() {
        return switch (recipe.corpus()) {
            case CorpusSpec.Concepts concepts -> Hashes.ofTree(concepts.folder());
            case CorpusSpec.Pictures _ -> Hashes.sha256(out.resolve(CORPUS_FOLDER).resolve(Catalogue.FILE_NAME));
        };
    }
}
