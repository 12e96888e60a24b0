package dev.mme5.core.recipe;

import dev.mme5.core.AdapterSpec;
import dev.mme5.core.Language;
import dev.mme5.core.Modality;
import dev.mme5.core.ModalityPair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A recipe with a component of each type that recipes can hold.
record SampleRecipe(
        String name,
        long seed,
        boolean compile,
        Modality modality,
        Language language,
        List<ModalityPair> pairs,
        AdapterSpec adapter,
        Optimizer optimizer,
        List<Source> data,
        Map<String, Double> weights,
        Optional<String> note) {

    record Optimizer(double learningRate, int steps, Duration timeout) {
        Optimizer {
            if (!(learningRate > 0)) {
                throw new IllegalArgumentException("learningRate: expected a number above 0, got " + learningRate);
            }
        }
    }

    record Source(Path path, Optional<Integer> limit) {}

    static final String YAML =
            """
            # how to run it
            name: "no"
            seed: 7
            compile: false
            modality: image-text
            language: zh-Hant
            pairs: [IT2T, T2I]
            adapter: {kind: dora, rank: 8, alpha: 64, dropout: 0.1, targets: [q_proj, k_proj]}
            optimizer:
              learningRate: 2e-5
              steps: 100
              timeout: 30s
            data:
              - path: data/a.jsonl
              - path: data/b.jsonl
                limit: 10
            weights: {b: 2.5, a: 1}
            """;

    static SampleRecipe read(String yaml, String... overrides) {
        return Recipes.parse(yaml, "r.yaml", SampleRecipe.class, List.of(overrides));
    }

    static List<String> problems(String yaml, String... overrides) {
        try {
            throw new AssertionError("expected problems, got " + read(yaml, overrides));
        } catch (RecipeException e) {
            return e.problems();
        }
    }
}
