package dev.mme5.synthesis.forecast;

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
    private static final int DRAWS = 2000;
    private static final double TAIL = 0.025;

    /// Draws whole runs in the light of a pilot.
    ///
    /// @param pilot at least one row
    /// @param whole what is to be forecast
    public static Forecast of(List<PilotRow> pilot, WholeRun whole) {
        ForecastModel model = new ForecastModel(pilot, whole);
        SeededRandom random = SeededRandom.of(whole.seed(), "forecast");
        double[][] totals = new double[Quantity.values().length + 1][DRAWS];
        double[] seconds = totals[Quantity.values().length];
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] drawn = model.draw(random);
            for (Quantity quantity : Quantity.values()) {
                totals[quantity.ordinal()][draw] = drawn[quantity.ordinal()];
            }
            seconds[draw] = seconds(drawn, whole);
        }
        List<PilotRow.Call> calls = pilot.stream().flatMap(row -> row.calls().stream()).toList();
        return new Forecast(calls.size(), (int) calls.stream().filter(PilotRow.Call::kept).count(),
                calls.stream().mapToDouble(PilotRow.Call::usd).sum(), whole.rows(), range(totals[Quantity.CALLS.ordinal()]),
                range(totals[Quantity.USD.ordinal()]), range(totals[Quantity.PROMPT_TOKENS.ordinal()]),
                range(totals[Quantity.COMPLETION_TOKENS.ordinal()]), range(seconds));
    }

    private static double seconds(double[] drawn, WholeRun whole) {
        double calls = drawn[Quantity.CALLS.ordinal()];
        double tokens = drawn[Quantity.PROMPT_TOKENS.ordinal()] + drawn[Quantity.COMPLETION_TOKENS.ordinal()];
        double inTurn = drawn[Quantity.MILLIS.ordinal()] / 1000 / Math.min(whole.inFlight(), calls);
        return Math.max(whole.pace().seconds(calls, tokens), inTurn);
    }

    private static Range range(double[] draws) {
        Arrays.sort(draws);
        double mean = Arrays.stream(draws).average().orElseThrow();
        return new Range(draws[(int) (TAIL * draws.length)], mean, draws[(int) ((1 - TAIL) * draws.length)]);
    }
}
