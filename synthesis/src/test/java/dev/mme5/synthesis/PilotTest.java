package dev.mme5.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.Json;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.forecast.Forecast;
import dev.mme5.synthesis.plan.Planner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PilotTest {
    @TempDir
    private Path folder;

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
        assertThat(teacher.calls()).as("32 rows, and those refused once more").isBetween(33, 40);
        assertThat(forecast.pilotCalls()).isEqualTo(teacher.calls());
        int asked = teacher.calls();
        assertThat(forecast.calls().low()).isGreaterThanOrEqualTo(400);
        assertThat(run.resolve("rows.jsonl")).doesNotExist();

        SynthesisReport whole = Runs.priced(teacher, corpus).run(RunDirectory.open(run));
        assertThat(Json.read(run.resolve("calls.json")).integer("reused")).isEqualTo(asked);
        assertThat(whole.usd()).as("a teacher whose costs are known").isBetween(forecast.usd().low(), forecast.usd().high());
        assertThat((double) whole.calls()).isBetween(forecast.calls().low(), forecast.calls().high());
    }
}
