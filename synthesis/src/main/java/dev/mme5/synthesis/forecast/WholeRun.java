package dev.mme5.synthesis.forecast;

import java.util.Map;

/// What is to be forecast.
///
/// @param strata how many rows of each there are
/// @param refills how often a refused row is drawn anew
/// @param inFlight how many calls at a time
/// @param pace that the recipe's limits allow
/// @param seed of the forecast's own chance
public record WholeRun(Map<String, Integer> strata, int refills, int inFlight, Pace pace, long seed) {

    int rows() {
        return strata.values().stream().mapToInt(Integer::intValue).sum();
    }
}
