package dev.mme5.synthesis.forecast;

import dev.mme5.core.random.SeededRandom;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/// How much rows of a stratum differ in the chance to be refused, as far as a pilot tells: odds over the degrees of [RefusalChance#of],
/// all equally likely before the pilot. Only rows that were drawn anew tell anything; those of other strata tell a quarter as much as
/// its own, since what makes rows stubborn need not be the same everywhere.
final class Likeness {
    private static final int DEGREES = 24;
    private static final double OTHERS = 0.25;

    private final double[][] odds; // of each stratum, of this degree or a lower one

    /// @param mean the chance to be refused in a row's stratum
    Likeness(List<PilotRow> pilot, ToIntFunction<PilotRow> stratum, ToDoubleFunction<PilotRow> mean, int strata) {
        double[] all = new double[DEGREES]; // logarithms of likelihoods
        double[][] own = new double[strata][DEGREES];
        for (PilotRow row : pilot) {
            for (int i = 0; i < DEGREES; i++) {
                double log = Math.log(RefusalChance.of(mean.applyAsDouble(row), degree(i)).likelihood(row));
                all[i] += log;
                own[stratum.applyAsInt(row)][i] += log;
            }
        }
        odds = new double[strata][];
        for (int one = 0; one < strata; one++) {
            odds[one] = odds(own[one], all);
        }
    }

    private static double[] odds(double[] own, double[] all) {
        double highest = Double.NEGATIVE_INFINITY;
        double[] logs = new double[DEGREES];
        for (int i = 0; i < DEGREES; i++) {
            logs[i] = own[i] + OTHERS * (all[i] - own[i]);
            highest = Math.max(highest, logs[i]);
        }
        double[] odds = new double[DEGREES];
        double sum = 0;
        for (int i = 0; i < DEGREES; i++) {
            sum += Math.exp(logs[i] - highest);
            odds[i] = sum;
        }
        for (int i = 0; i < DEGREES; i++) {
            odds[i] /= sum;
        }
        return odds;
    }

    private static double degree(int index) {
        return (index + 0.5) / DEGREES;
    }

    /// A degree for each stratum, each as high among its odds as the others.
    double[] draw(SeededRandom random) {
        double at = random.nextDouble();
        double[] degrees = new double[odds.length];
        for (int stratum = 0; stratum < odds.length; stratum++) {
            int index = 0;
            while (index < DEGREES - 1 && odds[stratum][index] < at) {
                index++;
            }
            degrees[stratum] = degree(index);
        }
        return degrees;
    }
}
