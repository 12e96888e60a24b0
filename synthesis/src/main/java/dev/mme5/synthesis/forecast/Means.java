package dev.mme5.synthesis.forecast;

import java.util.Arrays;

/// Weighted means by stratum. Each leans on the mean over all, as if that had been seen a few times in it, so that a stratum of which
/// little is known is not taken at its word.
final class Means {
    private static final double LEANING = 3;

    private final double[] sums;
    private final double[] weights;

    /// @param overall what a stratum's mean leans on
    Means(int strata, double overall) {
        sums = new double[strata];
        weights = new double[strata];
        Arrays.fill(sums, LEANING * overall);
        Arrays.fill(weights, LEANING);
    }

    void add(int stratum, double weight, double value) {
        sums[stratum] += weight * value;
        weights[stratum] += weight;
    }

    double of(int stratum) {
        return sums[stratum] / weights[stratum];
    }
}
