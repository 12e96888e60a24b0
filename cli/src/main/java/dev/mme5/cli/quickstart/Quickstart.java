package dev.mme5.cli.quickstart;

import dev.mme5.cli.report.FoundPictures;
import dev.mme5.cli.report.QuickstartJson;
import dev.mme5.cli.report.QuickstartPage;
import dev.mme5.cli.report.QuickstartReport;
import dev.mme5.cli.stage.EvaluationStage;
import dev.mme5.cli.stage.ModelFolder;
import dev.mme5.cli.stage.RunRecord;
import dev.mme5.cli.stage.SynthesisStage;
import dev.mme5.cli.stage.TrainingCurve;
import dev.mme5.cli.stage.TrainingStage;
import dev.mme5.cli.stage.Workplace;
import dev.mme5.core.Embedder;
import dev.mme5.core.ModelFormatException;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.dataset.ExampleReader;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Machine;
import dev.mme5.evaluation.Comparison;
import dev.mme5.evaluation.EvaluationRun;
import dev.mme5.evaluation.benchmark.SuiteSpec;
import dev.mme5.evaluation.metric.Bootstrap;
import dev.mme5.serving.index.ModelSource;
import dev.mme5.synthesis.SynthesisReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The main job from end to end: rows are synthesized, the model that ships is measured, fine-tuned on them and measured again, and
/// pictures it has never seen are searched.
public final class Quickstart {
    private static final int STAGES = 5;
    private static final String MODEL = "nano";
    private static final Path CORPUS = Path.of("samples/emoji");

    private final Workplace place;
    private final Opener opener;
    private final Consumer<String> say;
    private final QuickstartFolder folder;
    private final QuickstartRecipes recipes;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    /// Opens a model's folder, with an adapter on top or without.
    @FunctionalInterface
    public interface Opener {
        Embedder open(Path model, Optional<Path> adapter);
    }

    /// @param say takes a line for people at the beginning of each stage
    /// @param out the run's folder
    public Quickstart(Workplace place, Opener opener, Consumer<String> say, Path out, QuickstartSize size) {
        this.place = place;
        this.opener = opener;
        this.say = say;
        this.folder = new QuickstartFolder(out);
        this.recipes = QuickstartRecipes.read(place, size, folder.corpus());
    }

    /// Runs all stages and writes the reports.
    ///
    /// @throws IllegalArgumentException if the run's folder holds something else
    public QuickstartReport run() {
        RunRecord record = RunRecord.begin(place, QuickstartFolder.COMMAND);
        Path model = place.home().resolve("models").resolve(MODEL);
        Map<String, String> modelHashes = new ModelFolder(model, Optional.empty()).hashes();
        if (modelHashes.keySet().stream().noneMatch(name -> name.endsWith(".safetensors"))) {
            throw new ModelFormatException(model + ": expected the model that ships, got no weights there; restore model.safetensors");
        }
        boolean continued = folder.open(recipes.yaml() + "\n" + modelHashes);
        if (continued) {
            say.accept("continuing the run in " + folder.path());
        }

        if (recipes.size().conceptEvery() > 1) {
            ConceptCorpus shipped = ConceptCorpus.open(place.shipped(CORPUS));
            CorpusSample.write(shipped, recipes.size().conceptEvery(), SampleSearch.concepts(), folder.corpus());
        }

        SynthesisStage synthesis = new SynthesisStage(place, recipes.synthesis(), folder.synthesis(), named ->
                opener.open(place.home().resolve("models").resolve(named.model()), named.adapter()));
        SynthesisReport synthesized = timed("synthesize", "writing rows from the sample pictures", synthesis::run);
        EvaluationRun before = timed("evaluate before", "measuring the model as it ships", () -> evaluate(model, Optional.empty(), folder.before()));
        TrainingStage.Report trained = timed("train", "fine-tuning with DoRA", () -> train(model, synthesis.rows()));
        Optional<Path> adapter = Optional.of(trained.artefact());
        EvaluationRun after = timed("evaluate after", "measuring the fine-tuned model", () -> evaluate(model, adapter, folder.after()));
        List<FoundPictures> searches = timed("search", "indexing the held-out drawings and searching them", () -> search(model, trained.artefact()));

        Bootstrap bootstrap = new Bootstrap(recipes.evaluation().seed(), recipes.evaluation().resamples());
        QuickstartReport report = new QuickstartReport(place.version(), recipes.size().label(), continued, record.began(), Machine.current(), seconds,
                synthesized, ExampleReader.readAll(synthesis.rows()), TrainingCurve.read(folder.training()), before.report(), after.report(),
                Comparison.of(before, after, bootstrap), searches, next(trained.artefact()));
        QuickstartPage.of(report).write(folder.path());
        Map<String, String> hashes = new TreeMap<>();
        new ModelFolder(model, adapter).hashes().forEach((name, hash) -> hashes.put("model/" + name, hash));
        record.write(folder.path(), recipes.yaml(), recipes.seeds(), hashes);
        AtomicFiles.writeString(folder.path().resolve(QuickstartFolder.REPORT), QuickstartJson.write(report));
        return report;
    }

    private <T> T timed(String key, String what, Supplier<T> stage) {
        say.accept("[" + (seconds.size() + 1) + "/" + STAGES + "] " + what);
        RunRecord record = RunRecord.begin(place, key);
        T made = stage.get();
        seconds.put(key, record.seconds());
        return made;
    }

    private EvaluationRun evaluate(Path model, Optional<Path> adapter, Path out) {
        EvaluationStage stage = new EvaluationStage(place, recipes.evaluation(), out);
        try (Embedder embedder = opener.open(model, adapter)) {
            return stage.run(stage.suite(), embedder, new ModelFolder(model, adapter).hashes());
        }
    }

    private TrainingStage.Report train(Path model, Path rows) {
        boolean resume = folder.canResumeTraining();
        return new TrainingStage(place, recipes.training(), model, Optional.of(rows), Optional.empty(), folder.training(), resume).run();
    }

    private List<FoundPictures> search(Path model, Path adapter) {
        SuiteSpec.Concepts suite = recipes.concepts();
        ModelSource source = new ModelSource(MODEL, Optional.of(adapter.toAbsolutePath().normalize().toString()), "f32");
        try (Embedder embedder = opener.open(model, Optional.of(adapter))) {
            return new SearchStage(place, suite.corpus(), suite.style()).run(embedder, source, folder.index());
        }
    }

    private static List<String> next(Path adapter) {
        return List.of(
                "./mme5 index --model " + MODEL + " --adapter " + adapter + " --input ~/Pictures --out runs/my-pictures",
                "./mme5 search --index runs/my-pictures --text \"your own words\" --html hits.html");
    }
}
