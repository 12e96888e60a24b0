package dev.mme5.synthesis.forecast;

import dev.mme5.core.random.SeededRandom;
import java.util.Arrays;

/// How many calls the rows of each stratum still take: those that are kept and those that are refused.
final class CallsToCome {
    private final double[] kept;
    private final double[] refused;
    private double variance;

    CallsToCome(int strata) {
        kept = new double[strata];
        refused = new double[strata];
    }

    /// Rows are to be made.
    ///
    /// @param most how often each may be drawn
    void add(int stratum, int rows, RefusalChance chance, int most) {
        double filled = 1 - chance.allRefused(most);
        kept[stratum] += rows * filled;
        refused[stratum] += rows * (chance.calls(most) - filled);
        variance += rows * chance.callVariance(most);
    }

    /// Moves the refusals away from their mean: how many calls a row takes is chance.
    void scatter(SeededRandom random) {
        double expected = Arrays.stream(refused).sum();
        double factor = expected == 0 ? 1 : Math.max(0, 1 + random.nextGaussian() * Math.sqrt(variance) / expected);
        for (int stratum = 0; stratum < refused.length; stratum++) {
            refused[stratum] *= factor;
        }
    }

    double kept(int stratum) {
        return kept[stratum];
    }

    double refused(int stratum) {
        return refused[stratum];
    }

    double all() {
        return Arrays.stream(kept).sum() + Arrays.stream(refused).sum();
    }
}
