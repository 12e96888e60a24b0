package dev.mme5.synthesis;

import dev.mme5.core.random.SeededRandom;
import java.util.Arrays;
import java.util.List;

/// What a whole run will take, from a pilot; each with a 95 % interval.
///
/// @param pilotCalls what it rests on
/// @param pilotKept how many of them passed the gates
/// @param pilotUsd what they cost
/// @param rows of the whole run
/// @param calls the whole run needs, the pilot's included: refused rows are drawn anew
/// @param usd what they will cost at the teacher's prices, the pilot's included
/// @param promptTokens they will read
/// @param completionTokens they will write
/// @param seconds they will take, if the teacher answers as fast as in the pilot with all calls in flight; not less than the
///     recipe's limits allow
public record Forecast(
        int pilotCalls,
        int pilotKept,
        double pilotUsd,
        int rows,
        Range calls,
        Range usd,
        Range promptTokens,
        Range completionTokens,
        Range seconds) {
    private static final int DRAWS = 4000;
    private static final double TAIL = 0.025;

    /// One call of the pilot.
    record Sample(boolean kept, double usd, long promptTokens, long completionTokens, long millis) {}

    /// @param whole what is to be forecast
    static Forecast of(List<Sample> pilot, Pilot.Whole whole) {
        double[][] totals = new double[5][DRAWS];
        SeededRandom random = SeededRandom.of(whole.seed(), "forecast");
        for (int draw = 0; draw < DRAWS; draw++) {
            double calls = whole.rows() * callsPerRow(acceptRate(pilot, random), whole.refills());
            double[] sums = resampled(pilot, calls, random);
            totals[0][draw] = calls;
            for (int i = 0; i < sums.length; i++) {
                totals[i + 1][draw] = sums[i];
            }
            double atLeast = whole.pace().seconds(calls, totals[2][draw] + totals[3][draw]);
            totals[4][draw] = Math.max(atLeast, totals[4][draw] / 1000 / Math.min(whole.inFlight(), calls));
        }
        int kept = (int) pilot.stream().filter(Sample::kept).count();
        return new Forecast(pilot.size(), kept, pilot.stream().mapToDouble(Sample::usd).sum(), whole.rows(), range(totals[0]),
                range(totals[1]), range(totals[2]), range(totals[3]), range(totals[4]));
    }

    /// How many calls a row needs if each passes with this chance and a row may be drawn so often.
    private static double callsPerRow(double acceptRate, int refills) {
        return (1 - Math.pow(1 - acceptRate, refills + 1)) / acceptRate;
    }

    /// The chance that an answer passes, as far as the pilot tells: from Beta(kept + 1, refused + 1), which is the distribution of the
    /// (kept + 1)th smallest of as many uniform numbers as there were calls, and one.
    private static double acceptRate(List<Sample> pilot, SeededRandom random) {
        double[] uniform = new double[pilot.size() + 1];
        Arrays.setAll(uniform, i -> random.nextDouble());
        Arrays.sort(uniform);
        int kept = (int) pilot.stream().filter(Sample::kept).count();
        return Math.max(uniform[kept], 1e-6);
    }

    /// Sums over so many calls: dollars, tokens read, tokens written, milliseconds. The mean is a bootstrap's; the scatter of single
    /// calls around it is added, since a small run is not its mean.
    private static double[] resampled(List<Sample> pilot, double calls, SeededRandom random) {
        int n = pilot.size();
        double[] sums = new double[4];
        double[] squares = new double[4];
        for (int i = 0; i < n; i++) {
            Sample sample = pilot.get(random.nextInt(n));
            double[] values = {sample.usd(), sample.promptTokens(), sample.completionTokens(), sample.millis()};
            for (int k = 0; k < values.length; k++) {
                sums[k] += values[k];
                squares[k] += values[k] * values[k];
            }
        }
        double[] totals = new double[4];
        double scatter = random.nextGaussian();
        for (int k = 0; k < totals.length; k++) {
            double mean = sums[k] / n;
            double variance = Math.max(0, squares[k] / n - mean * mean) * n / Math.max(1, n - 1);
            totals[k] = Math.max(0, calls * mean + scatter * Math.sqrt(calls * variance));
        }
        return totals;
    }

    private static Range range(double[] draws) {
        Arrays.sort(draws);
        double mean = Arrays.stream(draws).average().orElseThrow();
        return new Range(draws[(int) (TAIL * draws.length)], mean, draws[(int) ((1 - TAIL) * draws.length)]);
    }
}
