package dev.mme5.cli.stage;

import dev.mme5.core.Embedder;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.evaluation.EvaluationRecipe;
import dev.mme5.evaluation.EvaluationRun;
import dev.mme5.evaluation.Evaluator;
import dev.mme5.evaluation.benchmark.Suite;
import dev.mme5.evaluation.benchmark.SuiteSpec;
import dev.mme5.evaluation.benchmark.Suites;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Evaluation: a recipe and an embedder in, scores out.
///
/// @param out the run's folder; results that it has of the same embedder and rows are taken up
public record EvaluationStage(Workplace place, EvaluationRecipe recipe, Path out) {

    /// Reads the recipe.
    public static EvaluationRecipe recipe(Workplace place, Path file, List<String> overrides) {
        return place.read(file, EvaluationRecipe.class, overrides, recipe -> paths(recipe.suite()));
    }

    private static Map<String, Path> paths(SuiteSpec suite) {
        return switch (suite) {
            case SuiteSpec.Concepts concepts -> Map.of("suite.corpus", concepts.corpus());
            case SuiteSpec.Xtd xtd -> Map.of("suite.captions", xtd.captions(), "suite.images", xtd.images());
            case SuiteSpec.Mmeb mmeb -> Map.of("suite.rows", mmeb.rows(), "suite.images", mmeb.images());
            case SuiteSpec.Folder folder -> Map.of("suite.rows", folder.rows(), "suite.images", folder.images());
        };
    }

    /// The suite, which proves that its data are there.
    public Suite suite() {
        return Suites.open(recipe.suite(), recipe.seed(), out.resolve("rows"), new DataTaskRows());
    }

    /// @param embedder stays open
    /// @param hashes of the model's files
    public EvaluationRun run(Suite suite, Embedder embedder, Map<String, String> hashes) {
        RunRecord record = RunRecord.begin(place, "evaluate");
        Evaluator evaluator = new Evaluator(embedder, Evaluator.Settings.of(recipe), place.progress(), place.clock());
        EvaluationRun run = evaluator.evaluate(suite, out);
        run.writeReports(out);
        record.write(out, Recipes.toYaml(recipe), Map.of("recipe", recipe.seed()), hashes);
        return run;
    }
}
