package dev.mme5.evaluation;

import dev.mme5.evaluation.benchmark.SuiteSpec;

/// What `mme5 evaluate` runs.
///
/// @param seed of whatever is drawn: rows, candidates, bootstrap
/// @param resamples of the bootstrap
/// @param chunk how many contents go to the model in one call; it batches them as it likes
/// @param suite what to evaluate on
public record EvaluationRecipe(long seed, int resamples, int chunk, SuiteSpec suite) {
    public EvaluationRecipe {
        if (resamples < 100) {
            throw new IllegalArgumentException("resamples: expected at least 100, got " + resamples + "; 1000 is usual");
        }
        if (chunk < 1) {
            throw new IllegalArgumentException("chunk: expected at least 1, got " + chunk);
        }
    }
}
