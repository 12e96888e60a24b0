package dev.mme5.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.Json;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.plan.Planner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastTest {
    @TempDir
    private Path folder;

    /// The costs are known: so are calls and dollars of whole runs, of which the interval must hold about 95 in 100.
    @Test
    void theIntervalHoldsWhatWholeRunsOfAKnownTeacherCost() {
        int within = 0;
        int trials = 200;
        for (int trial = 0; trial < trials; trial++) {
            SeededRandom random = SeededRandom.of(trial, "costs");
            List<Forecast.Sample> pilot = IntStream.range(0, 40).mapToObj(i -> sample(random)).toList();
            Forecast forecast = Forecast.of(pilot, new Pilot.Whole(1000, 5, 10, Pace.FREE, trial));
            double usd = wholeRun(random);
            within += forecast.usd().low() <= usd && usd <= forecast.usd().high() ? 1 : 0;
            assertThat(forecast.usd().low()).isLessThan(forecast.usd().expected());
        }
        assertThat(within).isBetween(trials * 90 / 100, trials);
    }

    @Test
    void theIntervalIsNotWiderThanThePilotAllows() {
        SeededRandom random = SeededRandom.of(1, "costs");
        Forecast small = Forecast.of(IntStream.range(0, 20).mapToObj(i -> sample(random)).toList(), new Pilot.Whole(10_000, 5, 10, Pace.FREE, 1));
        Forecast large = Forecast.of(IntStream.range(0, 500).mapToObj(i -> sample(random)).toList(), new Pilot.Whole(10_000, 5, 10, Pace.FREE, 1));
        assertThat(width(large)).isLessThan(width(small) / 3);
    }

    @Test
    void theTimeIsNotLessThanTheLimitsAllow() {
        List<Forecast.Sample> pilot = IntStream.range(0, 30).mapToObj(i -> new Forecast.Sample(true, 0, 900, 100, 10)).toList();
        Forecast free = Forecast.of(pilot, new Pilot.Whole(1000, 0, 10, Pace.FREE, 1));
        Forecast byCalls = Forecast.of(pilot, new Pilot.Whole(1000, 0, 10, new Pace(2, Double.POSITIVE_INFINITY), 1));
        Forecast byTokens = Forecast.of(pilot, new Pilot.Whole(1000, 0, 10, new Pace(2, 1000), 1));
        assertThat(free.seconds().expected()).isCloseTo(1, Offset.offset(1e-9));
        assertThat(byCalls.seconds().expected()).isCloseTo(500, Offset.offset(1e-6));
        assertThat(byTokens.seconds().low()).isCloseTo(1000, Offset.offset(1e-6));
    }

    private static double width(Forecast forecast) {
        return forecast.usd().high() - forecast.usd().low();
    }

    /// Kept with 80 %, one to five cents, dear answers seldom.
    private static Forecast.Sample sample(SeededRandom random) {
        double usd = 0.01 + 0.04 * Math.pow(random.nextDouble(), 3);
        return new Forecast.Sample(random.nextDouble() < 0.8, usd, 1000, 100, 2000);
    }

    private static double wholeRun(SeededRandom random) {
        double usd = 0;
        for (int row = 0; row < 1000; row++) {
            boolean kept = false;
            for (int attempt = 0; attempt <= 5 && !kept; attempt++) {
                Forecast.Sample call = sample(random);
                usd += call.usd();
                kept = call.kept();
            }
        }
        return usd;
    }

    @Test
    void aPilotIsSpreadOverThePlanAndItsAnswersAreUsed() throws IOException {
        Path corpus = TinyCorpus.write(folder.resolve("corpus"));
        Planner planner = Runs.planner(corpus, Runs.recipe(corpus));
        int[] rows = Pilot.spread(planner, 40);
        assertThat(rows).isSorted().doesNotHaveDuplicates();
        Map<String, Long> tasks = IntStream.of(rows).mapToObj(planner::kind).collect(Collectors.groupingBy(kind -> kind.task().code(), Collectors.counting()));
        assertThat(tasks).isEqualTo(Map.of("classification", 10L, "vqa", 10L, "retrieval", 20L));

        Path run = folder.resolve("run");
        FakeTeacher teacher = new FakeTeacher(corpus, 0, 1);
        List<String> said = new ArrayList<>();
        Forecast forecast = Runs.priced(teacher, corpus).pilot(RunDirectory.open(run), 40, Budget.NONE, Runs.hearing(said));
        assertThat(teacher.calls()).isEqualTo(40);
        assertThat(forecast.pilotCalls()).isEqualTo(40);
        assertThat(forecast.calls().low()).isGreaterThanOrEqualTo(400);
        assertThat(run.resolve("rows.jsonl")).doesNotExist();

        SynthesisReport whole = Runs.priced(teacher, corpus).run(RunDirectory.open(run));
        assertThat(Json.read(run.resolve("calls.json")).integer("reused")).isEqualTo(40);
        assertThat(whole.usd()).as("a teacher whose costs are known").isBetween(forecast.usd().low(), forecast.usd().high());
        assertThat((double) whole.calls()).isBetween(forecast.calls().low(), forecast.calls().high());
    }
}
