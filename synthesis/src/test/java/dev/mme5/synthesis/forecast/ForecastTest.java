package dev.mme5.synthesis.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.random.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {
    private static final int ROWS = 1000;
    private static final int REFILLS = 5;
    private static final int TRIALS = 30;

    /// How a known teacher treats the rows of two strata, which it is asked for alike often.
    private enum Mood {
        /// One answer in five is refused, whatever the row.
        EVEN,
        /// Three rows in ten of one stratum are refused each time, and its calls are three times as dear; hardly any other is.
        STUBBORN,
        /// Nothing is ever refused.
        FRIENDLY;

        private PilotRow begin(int row, SeededRandom random) {
            boolean dear = row % 2 == 1;
            double refused = switch (this) {
                case EVEN -> 0.2;
                case STUBBORN -> dear && random.nextDouble() < 0.3 ? 1 : 0.05;
                case FRIENDLY -> 0;
            };
            return new PilotRow((dear ? "dear " : "cheap ") + refused, List.of(call(refused, dear && this == STUBBORN, random)));
        }

        private static PilotRow goOn(PilotRow row, SeededRandom random) {
            return row.with(call(Double.parseDouble(row.stratum().split(" ")[1]), row.stratum().startsWith("dear "), random));
        }

        /// One to five cents, dear answers seldom.
        private static PilotRow.Call call(double refused, boolean dear, SeededRandom random) {
            double usd = 0.01 + 0.04 * Math.pow(random.nextDouble(), 3);
            return new PilotRow.Call(random.nextDouble() >= refused, dear ? 3 * usd : usd, 1000, 100, 2000);
        }
    }

    /// What is known of a row's chance stays with the test; the forecast sees the stratum alone.
    private static PilotRow seen(PilotRow row) {
        return new PilotRow(row.stratum().split(" ")[0], row.calls());
    }

    private static List<PilotRow> pilot(Mood mood, int calls, SeededRandom random) {
        List<PilotRow> rows = new ArrayList<>();
        for (int row = 0; row < calls * 4 / 5; row++) {
            rows.add(mood.begin(row, random));
        }
        int left = calls - rows.size();
        for (int round = 1; round <= REFILLS; round++) {
            for (int row = 0; row < rows.size() && left > 0; row++) {
                if (!rows.get(row).isKept() && rows.get(row).refusals() == round) {
                    rows.set(row, Mood.goOn(rows.get(row), random));
                    left--;
                }
            }
        }
        return rows;
    }

    /// The dollars of the whole run that begins with the pilot.
    private static double wholeRun(Mood mood, List<PilotRow> pilot, SeededRandom random) {
        double usd = 0;
        for (int row = 0; row < ROWS; row++) {
            PilotRow made = row < pilot.size() ? pilot.get(row) : mood.begin(row, random);
            while (!made.isKept() && made.refusals() <= REFILLS) {
                made = Mood.goOn(made, random);
            }
            usd += made.calls().stream().mapToDouble(PilotRow.Call::usd).sum();
        }
        return usd;
    }

    private static Forecast forecast(List<PilotRow> pilot, long seed) {
        return Forecast.of(pilot.stream().map(ForecastTest::seen).toList(), whole(seed));
    }

    private static WholeRun whole(long seed) {
        return new WholeRun(Map.of("cheap", ROWS / 2, "dear", ROWS / 2), REFILLS, 10, Pace.FREE, seed);
    }

    /// The costs are known: so are the dollars of whole runs, of which the interval must hold about 95 in 100.
    @ParameterizedTest
    @CsvSource({"EVEN, 50", "EVEN, 200", "STUBBORN, 50", "STUBBORN, 200", "FRIENDLY, 50"})
    void theIntervalHoldsWhatWholeRunsOfAKnownTeacherCost(Mood mood, int calls) {
        int within = 0;
        double relative = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            SeededRandom random = SeededRandom.of(trial, "costs");
            List<PilotRow> pilot = pilot(mood, calls, random);
            Forecast forecast = forecast(pilot, trial);
            double usd = wholeRun(mood, pilot, random);
            within += forecast.usd().low() <= usd && usd <= forecast.usd().high() ? 1 : 0;
            relative += forecast.usd().expected() / usd / TRIALS;
            assertThat(forecast.pilotUsd()).isCloseTo(pilot.stream().flatMap(row -> row.calls().stream()).mapToDouble(PilotRow.Call::usd).sum(),
                    Offset.offset(1e-9));
        }
        assertThat(within).isBetween(TRIALS * 85 / 100, TRIALS);
        assertThat(relative).as("neither too dear nor too cheap on average").isBetween(0.92, 1.08);
    }

    @Test
    void rowsThatAreRefusedEachTimeCostEveryRefill() {
        List<PilotRow> once = IntStream.range(0, 80).mapToObj(i -> row(i % 8 == 0 ? "rk" : "k")).toList();
        List<PilotRow> always = IntStream.range(0, 80).mapToObj(i -> row(i % 8 == 0 ? "rr" : "k")).toList();
        assertThat(Forecast.of(once, whole(1)).calls().expected()).as("an eighth drawn twice").isBetween(1.1 * ROWS, 1.25 * ROWS);
        assertThat(Forecast.of(always, whole(1)).calls().expected()).as("an eighth drawn six times").isBetween(1.4 * ROWS, 1.65 * ROWS);
    }

    /// @param verdicts `r` for a refused call, `k` for a kept one
    private static PilotRow row(String verdicts) {
        return new PilotRow("cheap", verdicts.chars().mapToObj(verdict -> new PilotRow.Call(verdict == 'k', 0.01, 1000, 100, 2000)).toList());
    }

    @Test
    void theIntervalIsNotWiderThanThePilotAllows() {
        double small = width(forecast(pilot(Mood.EVEN, 20, SeededRandom.of(1, "costs")), 1));
        double large = width(forecast(pilot(Mood.EVEN, 400, SeededRandom.of(1, "costs")), 1));
        assertThat(large).isLessThan(small / 3);
    }

    @Test
    void theTimeIsNotLessThanTheLimitsAllow() {
        List<PilotRow> pilot = IntStream.range(0, 30).mapToObj(i -> new PilotRow("all", List.of(new PilotRow.Call(true, 0, 900, 100, 10)))).toList();
        Forecast free = Forecast.of(pilot, timed(Pace.FREE));
        Forecast byCalls = Forecast.of(pilot, timed(new Pace(2, Double.POSITIVE_INFINITY)));
        Forecast byTokens = Forecast.of(pilot, timed(new Pace(2, 1000)));
        assertThat(free.seconds().expected()).isCloseTo(1, Offset.offset(1e-6));
        assertThat(byCalls.seconds().expected()).isCloseTo(500, Offset.offset(1e-6));
        assertThat(byTokens.seconds().low()).isCloseTo(1000, Offset.offset(1e-6));
    }

    private static WholeRun timed(Pace pace) {
        return new WholeRun(Map.of("all", 1000), 0, 10, pace, 1);
    }

    private static double width(Forecast forecast) {
        return forecast.usd().high() - forecast.usd().low();
    }
}
