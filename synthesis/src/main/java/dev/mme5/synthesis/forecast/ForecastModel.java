package dev.mme5.synthesis.forecast;

import dev.mme5.core.random.SeededRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Draws what a whole run may take, in the light of a pilot: a Bayesian bootstrap over the pilot's rows within strata, in which a stratum
/// of few rows leans on all the others ([Means]), and rows that were refused are refused again as often as the pilot's were
/// ([RefusalChance]).
///
/// Drawn anew each time: the weight of each pilot row, how often the rows of a stratum are refused, how much rows differ in that, and the
/// scatter of rows and calls around their means, since a small run is not its mean. What the pilot took is certain.
final class ForecastModel {
    private final List<PilotRow> pilot;
    private final WholeRun whole;
    private final Map<String, Integer> strata = new HashMap<>();
    private final int[] left; // rows of each stratum that the pilot did not touch
    private final PilotCosts took;
    private final Likeness likeness;

    ForecastModel(List<PilotRow> pilot, WholeRun whole) {
        this.pilot = pilot;
        this.whole = whole;
        whole.strata().keySet().forEach(stratum -> strata.put(stratum, strata.size()));
        left = new int[strata.size()];
        whole.strata().forEach((stratum, rows) -> left[strata.get(stratum)] = rows);
        pilot.forEach(row -> left[stratum(row)]--);
        took = new PilotCosts(pilot, this::stratum, left.length);
        int refused = pilot.stream().mapToInt(ForecastModel::isRefused).sum();
        Means seen = new Means(left.length, (refused + 0.5) / (pilot.size() + 1));
        pilot.forEach(row -> seen.add(stratum(row), 1, isRefused(row)));
        likeness = new Likeness(pilot, this::stratum, row -> seen.of(stratum(row)), left.length);
    }

    private int stratum(PilotRow row) {
        return strata.get(row.stratum());
    }

    /// One if the first answer was refused.
    private static int isRefused(PilotRow row) {
        return row.refusals() > 0 ? 1 : 0;
    }

    /// One draw.
    ///
    /// @return by [Quantity], the pilot's own calls included
    double[] draw(SeededRandom random) {
        double[] weights = new double[pilot.size()];
        double all = 0;
        double refusedRows = 0;
        for (int row = 0; row < weights.length; row++) {
            weights[row] = -Math.log(1 - random.nextDouble());
            all += weights[row];
            refusedRows += weights[row] * isRefused(pilot.get(row));
        }
        // Half a refused and half a kept row more than there were: the chance is not 0 because a small pilot saw no refusal.
        double half = halfARow(random);
        double overall = (refusedRows + half) / (all + half + halfARow(random));
        Means refused = new Means(left.length, overall);
        for (int row = 0; row < weights.length; row++) {
            refused.add(stratum(pilot.get(row)), weights[row], isRefused(pilot.get(row)));
        }
        CallsToCome calls = callsToCome(refused, likeness.draw(random));
        calls.scatter(random);
        return totals(calls, weights, random.nextGaussian());
    }

    /// A weight as of half a row: from Gamma(1/2).
    private static double halfARow(SeededRandom random) {
        double normal = random.nextGaussian();
        return normal * normal / 2;
    }

    private CallsToCome callsToCome(Means refused, double[] degrees) {
        CallsToCome calls = new CallsToCome(left.length);
        int most = whole.refills() + 1;
        for (int stratum = 0; stratum < left.length; stratum++) {
            calls.add(stratum, left[stratum], RefusalChance.of(refused.of(stratum), degrees[stratum]), most);
        }
        for (PilotRow row : pilot) {
            if (!row.isKept() && row.refusals() < most) {
                RefusalChance chance = RefusalChance.of(refused.of(stratum(row)), degrees[stratum(row)]).after(row.refusals());
                calls.add(stratum(row), 1, chance, most - row.refusals());
            }
        }
        return calls;
    }

    private double[] totals(CallsToCome calls, double[] weights, double scatter) {
        double[] totals = new double[Quantity.values().length];
        for (Quantity quantity : Quantity.values()) {
            double total = took.total(quantity) + scatter * took.deviation(quantity) * Math.sqrt(calls.all());
            Means kept = took.means(quantity, true, weights);
            Means refused = took.means(quantity, false, weights);
            for (int stratum = 0; stratum < left.length; stratum++) {
                total += calls.kept(stratum) * kept.of(stratum) + calls.refused(stratum) * refused.of(stratum);
            }
            totals[quantity.ordinal()] = Math.max(0, total);
        }
        return totals;
    }
}
