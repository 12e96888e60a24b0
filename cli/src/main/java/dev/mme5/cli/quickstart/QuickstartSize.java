package dev.mme5.cli.quickstart;

import java.util.List;
import java.util.Locale;

/// How much the quickstart does, as changes to its recipes.
public enum QuickstartSize {
    /// What the recipes say.
    FULL(List.of(), List.of(), List.of(), 1),
    /// Enough to see that every stage runs.
    QUICK(
            List.of("rows=1500"),
            List.of("schedule.steps=6", "schedule.warmup=0.2", "task.rows=32", "task.subBatch=8", "checkpoints.every=3"),
            List.of("resamples=200", "suite.languages=[de, ja, ar]", "suite.captionLanguages=[de]", "suite.questionLanguages=[de, ja]",
                    "suite.queriesPerLanguage=150", "suite.rowsPerTask=40"),
            6);

    private final List<String> synthesis;
    private final List<String> training;
    private final List<String> evaluation;
    private final int conceptEvery;

    /// @param conceptEvery one concept of so many is used
    QuickstartSize(List<String> synthesis, List<String> training, List<String> evaluation, int conceptEvery) {
        this.conceptEvery = conceptEvery;
        this.synthesis = synthesis;
        this.training = training;
        this.evaluation = evaluation;
    }

    List<String> synthesis() {
        return synthesis;
    }

    List<String> training() {
        return training;
    }

    List<String> evaluation() {
        return evaluation;
    }

    int conceptEvery() {
        return conceptEvery;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
