package dev.mme5.synthesis.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/// What the calls of a pilot took.
final class PilotCosts {
    private final int strata;
    private final List<PilotRow.Call> calls = new ArrayList<>();
    private final int[] rows; // of each call
    private final int[] stratumOf;
    private final double[][] values; // of each quantity, for each call

    /// @param stratum from 0 to below `strata`
    PilotCosts(List<PilotRow> pilot, ToIntFunction<PilotRow> stratum, int strata) {
        this.strata = strata;
        int size = pilot.stream().mapToInt(row -> row.calls().size()).sum();
        rows = new int[size];
        stratumOf = new int[size];
        for (int row = 0; row < pilot.size(); row++) {
            for (PilotRow.Call call : pilot.get(row).calls()) {
                rows[calls.size()] = row;
                stratumOf[calls.size()] = stratum.applyAsInt(pilot.get(row));
                calls.add(call);
            }
        }
        values = new double[Quantity.values().length][];
        for (Quantity quantity : Quantity.values()) {
            values[quantity.ordinal()] = calls.stream().mapToDouble(quantity::of).toArray();
        }
    }

    double total(Quantity quantity) {
        return Arrays.stream(values[quantity.ordinal()]).sum();
    }

    /// How much single calls scatter around the mean of all.
    double deviation(Quantity quantity) {
        double mean = total(quantity) / rows.length;
        double squares = Arrays.stream(values[quantity.ordinal()]).map(value -> (value - mean) * (value - mean)).sum();
        return Math.sqrt(squares / Math.max(1, rows.length - 1));
    }

    /// What a call takes in each stratum: one that is kept, or one that is refused. Where none is, what any call takes.
    ///
    /// @param weights of the pilot's rows
    Means means(Quantity quantity, boolean kept, double[] weights) {
        double[] taken = values[quantity.ordinal()];
        double sum = 0;
        double weight = 0;
        for (int call = 0; call < taken.length; call++) {
            if (calls.get(call).kept() == kept) {
                sum += weights[rows[call]] * taken[call];
                weight += weights[rows[call]];
            }
        }
        Means means = new Means(strata, weight > 0 ? sum / weight : total(quantity) / taken.length);
        for (int call = 0; call < taken.length; call++) {
            if (calls.get(call).kept() == kept) {
                means.add(stratumOf[call], weights[rows[call]], taken[call]);
            }
        }
        return means;
    }
}
