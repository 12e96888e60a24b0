package dev.mme5.cli.quickstart;

import dev.mme5.cli.stage.EvaluationStage;
import dev.mme5.cli.stage.SynthesisStage;
import dev.mme5.cli.stage.TrainingStage;
import dev.mme5.cli.stage.Workplace;
import dev.mme5.core.json.Json;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.evaluation.EvaluationRecipe;
import dev.mme5.evaluation.benchmark.SuiteSpec;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.training.TrainingRecipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The recipes of the quickstart's stages.
record QuickstartRecipes(QuickstartSize size, SynthesisRecipe synthesis, TrainingRecipe training, EvaluationRecipe evaluation) {

    /// @param corpus the folder of the corpus for a size that has its own
    static QuickstartRecipes read(Workplace place, QuickstartSize size, Path corpus) {
        return new QuickstartRecipes(size,
                SynthesisStage.recipe(place, place.recipeFile("synthesis", "offline"), with(size, size.synthesis(), "corpus.folder", corpus)),
                TrainingStage.recipe(place, place.recipeFile("training", "nano-finetune"), size.training()),
                EvaluationStage.recipe(place, place.recipeFile("evaluation", "quickstart"),
                        with(size, size.evaluation(), "suite.corpus", corpus)));
    }

    private static List<String> with(QuickstartSize size, List<String> overrides, String key, Path corpus) {
        if (size.conceptEvery() == 1) {
            return overrides;
        }
        List<String> more = new ArrayList<>(overrides);
        more.add(key + "=" + Json.write(corpus.toString()));
        return more;
    }

    /// All of them as one document.
    String yaml() {
        return "# synthesis\n" + Recipes.toYaml(synthesis) + "---\n# training\n" + Recipes.toYaml(training) + "---\n# evaluation\n"
                + Recipes.toYaml(evaluation);
    }

    Map<String, Long> seeds() {
        return Map.of("synthesis", synthesis.seed(), "training", training.seed(), "evaluation", evaluation.seed());
    }

    /// What the evaluation is over.
    ///
    /// @throws IllegalArgumentException if that is not a corpus of concepts
    SuiteSpec.Concepts concepts() {
        if (evaluation.suite() instanceof SuiteSpec.Concepts concepts) {
            return concepts;
        }
        throw new IllegalArgumentException("recipes/evaluation/quickstart.yaml: suite.kind: expected concepts, got another; restore the file");
    }
}
