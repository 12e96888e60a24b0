package dev.mme5.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.RemoteModelException;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.journal.Journal;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class BatchCallsTest {
    private static final String[] RECIPE = {"rows=200", "run={inFlight: 8, batches: {rows: 64, pollEvery: 2ms}}"};

    @TempDir
    private Path folder;

    private Path corpus;
    private Path live;
    private FakeBatches provider;

    @BeforeEach
    void runLive() throws IOException {
        corpus = TinyCorpus.write(folder.resolve("corpus"));
        live = folder.resolve("live");
        Runs.with(new FakeTeacher(corpus, 0, 0), corpus, "rows=200").run(RunDirectory.open(live));
        provider = new FakeBatches(corpus);
    }

    @Test
    void jobsGiveTheSameRowsAsSingleCalls() throws IOException {
        Path run = folder.resolve("run");
        run(FakeBatches.View.of(provider), run, Budget.NONE);

        assertSameRows(run);
        assertThat(provider.jobs()).allMatch(job -> job.size() <= 64);
        assertThat(provider.jobs().stream().filter(job -> job.size() == 64)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(requests()).as("nothing is asked twice").doesNotHaveDuplicates();
        assertThat(Json.read(run.resolve("calls.json")).integer("totalCalls")).isEqualTo(requests().size());
    }

    @Test
    void aProcessThatDiesBetweenHandingInAndKnowingOfItHandsNothingInTwice() {
        Path run = folder.resolve("run");
        FakeBatches.View dying = new FakeBatches.View(provider, job -> {
            if (job.equals("job-2")) {
                throw new IllegalStateException("killed");
            }
        }, request -> false, request -> false);
        assertThatThrownBy(() -> run(dying, run, Budget.NONE)).hasMessage("killed");
        assertThat(provider.jobs()).hasSize(2);

        run(FakeBatches.View.of(provider), run, Budget.NONE);
        assertThat(requests()).doesNotHaveDuplicates();
        assertSameRows(run);
    }

    @Test
    void aJobThatIsOpenIsCollectedByTheNextProcess() {
        Path run = folder.resolve("run");
        FakeBatches.View unreachable = new FakeBatches.View(provider, job -> {
            if (job.equals("job-4")) {
                throw new RemoteModelException("service: expected an answer, got a closed connection");
            }
        }, request -> false, request -> false);
        assertThatThrownBy(() -> run(unreachable, run, Budget.NONE)).isInstanceOf(RemoteModelException.class);

        List<String> said = new ArrayList<>();
        Synthesizer again = Runs.with(FakeBatches.View.of(provider), corpus, RECIPE);
        again.run(RunDirectory.open(run), Budget.NONE, Runs.hearing(said));
        assertThat(said).singleElement().asString().contains("jobs are open and will be collected");
        assertThat(requests()).doesNotHaveDuplicates();
        assertSameRows(run);
    }

    /// Its journal ends among the answers of a job that it had not closed.
    @Test
    void aProcessThatDiesWhileItCollectsCountsNoAnswerTwice() throws IOException {
        Path whole = folder.resolve("whole");
        run(FakeBatches.View.of(provider), whole, Budget.NONE);
        List<String> lines = Files.readAllLines(Journal.file(whole));
        int firstClosed = IntStream.range(0, lines.size()).filter(line -> lines.get(line).startsWith("{\"kind\":\"closed\"")).findFirst().orElseThrow();
        Path run = folder.resolve("run");
        Files.createDirectories(Journal.file(run).getParent());
        Files.write(Journal.file(run), lines.subList(0, firstClosed - 10));

        run(FakeBatches.View.of(provider), run, Budget.NONE);
        assertSameRows(run);
        JsonObject calls = Json.read(run.resolve("calls.json"));
        assertThat(calls.integer("totalCalls")).isEqualTo(Set.copyOf(requests()).size());
        assertThat(calls.object("totalUsage").longInteger("promptTokens"))
                .isEqualTo(Json.read(whole.resolve("calls.json")).object("totalUsage").longInteger("promptTokens"));
    }

    @Test
    void whatTheProviderLosesIsHandedInAgain() {
        Path run = folder.resolve("run");
        run(new FakeBatches.View(provider, job -> {}, request -> request.seed() % 7 == 0, request -> false), run, Budget.NONE);

        assertThat(requests().size()).isGreaterThan(Set.copyOf(requests()).size() + 10);
        assertSameRows(run);
    }

    @Test
    void aRowThatCannotBePutIntoAJobHoldsNoOtherUp() {
        Path run = folder.resolve("run");
        FakeBatches.View view = new FakeBatches.View(provider, job -> {}, request -> false, request -> request.seed() % 50 == 0);
        SynthesisReport report = run(view, run, Budget.NONE);

        assertThat(report.missing()).isZero();
        assertThat(report.rejections()).containsKey("teacher-unreadable-picture");
    }

    @Test
    void aLimitHoldsForJobsToo() {
        Path run = folder.resolve("run");
        SynthesisReport report = run(FakeBatches.View.of(provider), run, new Budget(Optional.empty(), Optional.of(100)));
        assertThat(requests()).hasSize(100);
        assertThat(report.stopped()).isPresent();

        Path cheap = folder.resolve("cheap");
        provider = new FakeBatches(corpus);
        SynthesisRecipe recipe = Runs.recipe(corpus, RECIPE);
        new Synthesizer(recipe, Runs.planner(corpus, recipe), FakeBatches.View.of(provider), Runs.QUIET).at(Runs.PRICES)
                .run(RunDirectory.open(cheap), new Budget(Optional.of(0.5), Optional.empty()), RunWatcher.none());
        assertThat(Json.read(cheap.resolve("calls.json")).number("totalUsd")).isBetween(0.4, 0.5);
    }

    private SynthesisReport run(FakeBatches.View view, Path run, Budget budget) {
        return Runs.with(view, corpus, RECIPE).run(RunDirectory.open(run), budget, RunWatcher.none());
    }

    private List<Long> requests() {
        return provider.jobs().stream().flatMap(List::stream).map(SinglePassRequest::seed).collect(Collectors.toList());
    }

    private void assertSameRows(Path run) {
        for (String file : List.of("rows.jsonl", "rejected.jsonl", "report.json")) {
            assertThat(run.resolve(file)).as(file).hasSameBinaryContentAs(live.resolve(file));
        }
    }
}
