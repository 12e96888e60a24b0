package dev.mme5.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.DatasetException;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.journal.Journal;
import dev.mme5.synthesis.journal.ReplayTeacher;
import dev.mme5.synthesis.teacher.Teacher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that are stopped, changed, repeated: what was answered once is not asked again, and the files come out the same.
class ResumedRunTest {
    private static final List<String> FILES = List.of("rows.jsonl", "rejected.jsonl", "report.json", "recipe.yaml");

    @TempDir
    private Path folder;

    private Path corpus;
    private Path undisturbed;
    private int callsNeeded;

    @BeforeEach
    void runUndisturbed() throws IOException {
        corpus = TinyCorpus.write(folder.resolve("corpus"));
        undisturbed = folder.resolve("undisturbed");
        FakeTeacher teacher = new FakeTeacher(corpus, 0, 0);
        Runs.with(teacher, corpus, "rows=200").run(RunDirectory.open(undisturbed));
        callsNeeded = teacher.calls();
        assertThat(callsNeeded).isGreaterThan(210);
    }

    @Test
    void theOrderInWhichAnswersComeChangesNoByte() {
        for (int inFlight : new int[] {1, 7, 200}) {
            FakeTeacher teacher = new FakeTeacher(corpus, inFlight, 5);
            Path run = folder.resolve("run-" + inFlight);
            Runs.with(teacher, corpus, "rows=200", "run={inFlight: " + inFlight + "}").run(RunDirectory.open(run));

            assertThat(teacher.mostInFlight()).isLessThanOrEqualTo(inFlight).isGreaterThanOrEqualTo(Math.min(inFlight, 20));
            assertThat(teacher.calls()).isEqualTo(callsNeeded);
            for (String file : FILES.subList(0, 3)) {
                assertThat(run.resolve(file)).as(file + " with " + inFlight).hasSameBinaryContentAs(undisturbed.resolve(file));
            }
        }
    }

    @Test
    void aLimitOnCallsStopsTheRunAndTheNextOneGoesOnWithoutAskingTwice() throws IOException {
        Path run = folder.resolve("run");
        FakeTeacher teacher = new FakeTeacher(corpus, 1, 2);
        List<String> said = new ArrayList<>();

        SynthesisReport first = limited(teacher, run, new Budget(Optional.empty(), Optional.of(60)), said);
        assertThat(teacher.calls()).isEqualTo(60);
        assertThat(first.stopped()).contains("--max-calls 60");
        assertThat(run.resolve("rows.jsonl")).doesNotExist();
        assertThat(Files.readAllLines(run.resolve("partial.jsonl"))).hasSize(first.written()).hasSizeBetween(30, 60);

        SynthesisReport second = limited(teacher, run, new Budget(Optional.empty(), Optional.of(60)), said);
        assertThat(teacher.calls()).as("the limit counts all processes").isEqualTo(60);
        assertThat(second.written()).isEqualTo(first.written());

        SynthesisReport last = limited(teacher, run, Budget.NONE, said);
        assertThat(last.stopped()).isEmpty();
        assertThat(teacher.calls()).isEqualTo(callsNeeded);
        assertThat(run.resolve("partial.jsonl")).doesNotExist();
        assertThat(said).allMatch(line -> line.equals("going on with a run that was stopped: 60 answers are there"));
        assertSameAsUndisturbed(run);
        JsonObject calls = Json.read(run.resolve("calls.json"));
        assertThat(calls.integer("reused")).isEqualTo(60);
        assertThat(calls.integer("asked")).isEqualTo(callsNeeded - 60);
    }

    @Test
    void aRunThatEndedAsksNothingWhenItIsRunAgain() throws IOException {
        FakeTeacher teacher = new FakeTeacher(corpus, 0, 0);
        Runs.with(teacher, corpus, "rows=200").run(RunDirectory.open(undisturbed));
        assertThat(teacher.calls()).isZero();
    }

    @Test
    void aChangedRecipeAsksForWhatItChangesAndSaysSo() {
        FakeTeacher teacher = new FakeTeacher(corpus, 0, 0);
        List<String> said = new ArrayList<>();
        Runs.with(teacher, corpus, "rows=200", "languages.sw=40", "languages.de=10").run(RunDirectory.open(undisturbed), Budget.NONE, Runs.hearing(said));

        assertThat(teacher.calls()).isBetween(10, callsNeeded - 60);
        assertThat(said).singleElement().asString()
                .matches("\\d+ of " + callsNeeded + " answers are used again; \\d+ rows changed: languages.de, languages.sw");

        FakeTeacher back = new FakeTeacher(corpus, 0, 0);
        Runs.with(back, corpus, "rows=200").run(RunDirectory.open(undisturbed));
        assertThat(back.calls()).as("the first recipe's answers are all still there").isZero();
    }

    @Test
    void anotherSeedOrTeacherUsesNothingAgainAndSaysSo() {
        List<String> said = new ArrayList<>();
        Runs.with(new FakeTeacher(corpus, 0, 0), corpus, "rows=200", "seed=8").run(RunDirectory.open(undisturbed), Budget.NONE, Runs.hearing(said));
        assertThat(said).containsExactly("0 of " + callsNeeded + " answers are used again; " + callsNeeded + " rows changed: seed");

        said.clear();
        Synthesizer.open(Runs.recipe(corpus, "rows=200"), folder.resolve("corpus-notes"), Runs.QUIET)
                .run(RunDirectory.open(undisturbed), Budget.NONE, Runs.hearing(said));
        assertThat(said).singleElement().asString().contains("0 of ").contains("the teacher was fake and is offline-1; also seed");
    }

    @Test
    void aRecordedRunReplaysByteForByte() {
        Path replayed = folder.resolve("replayed");
        SynthesisRecipe recipe = Runs.recipe(corpus, "rows=200", "teacher={kind: replay, run: " + undisturbed + "}");
        SynthesisReport report = Synthesizer.open(recipe, folder.resolve("notes"), Runs.QUIET).run(RunDirectory.open(replayed));

        assertThat(report.teacher()).isEqualTo("fake");
        assertThat(replayed.resolve("rows.jsonl")).hasSameBinaryContentAs(undisturbed.resolve("rows.jsonl"));
        assertThat(replayed.resolve("rejected.jsonl")).hasSameBinaryContentAs(undisturbed.resolve("rejected.jsonl"));
    }

    @Test
    void aReplayTakesTheAnswersThatCountedLast() {
        Runs.with(new FakeTeacher(corpus, 0, 0), corpus, "rows=200", "languages.sw=40").run(RunDirectory.open(undisturbed));
        Runs.with(new FakeTeacher(corpus, 0, 0), corpus, "rows=200").run(RunDirectory.open(undisturbed));
        Path replayed = folder.resolve("replayed");
        Runs.with(ReplayTeacher.open(undisturbed), corpus, "rows=200").run(RunDirectory.open(replayed));
        assertThat(replayed.resolve("rows.jsonl")).hasSameBinaryContentAs(undisturbed.resolve("rows.jsonl"));
    }

    @Test
    void aReplayRefusesWhatWasNeverRecorded() {
        assertThatThrownBy(() -> Runs.with(ReplayTeacher.open(undisturbed), corpus, "rows=200", "seed=8").run(RunDirectory.open(folder.resolve("replayed"))))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("undisturbed: expected a recorded answer for a ")
                .hasMessageContaining("got none; replay with the recipe of that run");
        assertThatThrownBy(() -> ReplayTeacher.open(folder.resolve("nowhere"))).isInstanceOf(DatasetException.class);
    }

    @Test
    void anInterruptedRunSavesTheCallsInFlightAndGoesOn() throws Exception {
        Path run = folder.resolve("run");
        FakeTeacher teacher = new FakeTeacher(corpus, 3, 20);
        Throwable[] thrown = {new AssertionError("nothing was thrown")};
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                Runs.with(teacher, corpus, "rows=200", "run={inFlight: 16}").run(RunDirectory.open(run));
            } catch (SynthesisStoppedException e) {
                thrown[0] = e;
            }
        });
        while (teacher.calls() < 50 && thread.isAlive()) {
            Thread.sleep(5);
        }
        thread.interrupt();
        thread.join();

        assertThat(thrown[0]).hasMessageContaining("all " + teacher.calls() + " answers are saved");
        assertThat(run.resolve("rows.jsonl")).doesNotExist();
        int before = teacher.calls();
        FakeTeacher other = new FakeTeacher(corpus, 4, 0);
        Runs.with(other, corpus, "rows=200", "run={inFlight: 16}").run(RunDirectory.open(run));
        assertThat(before + other.calls()).isEqualTo(callsNeeded);
        assertThat(run.resolve("rows.jsonl")).hasSameBinaryContentAs(undisturbed.resolve("rows.jsonl"));
    }

    @Test
    void aTornOrDamagedJournalLosesTheTornAndTheDamagedAnswersOnly() throws IOException {
        Path journal = Journal.file(undisturbed);
        List<String> lines = new ArrayList<>(Files.readAllLines(journal));
        lines.set(20, "\0".repeat(lines.get(20).length()));
        Files.write(journal, lines);
        Files.writeString(journal, "{\"kind\":\"answer\",\"row\":3,\"att", StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(undisturbed.resolve("rows.jsonl"));

        FakeTeacher teacher = new FakeTeacher(corpus, 0, 0);
        List<String> said = new ArrayList<>();
        Runs.with(teacher, corpus, "rows=200").run(RunDirectory.open(undisturbed), Budget.NONE, Runs.hearing(said));
        assertThat(teacher.calls()).isEqualTo(1);
        assertThat(said).singleElement().asString().endsWith("; 1 damaged lines of the journal are passed over");
        assertThat(Files.readAllBytes(undisturbed.resolve("rows.jsonl"))).isEqualTo(before);
    }

    @Test
    void aClockThatIsSetBackHarmsNothing() throws IOException {
        Path run = folder.resolve("run");
        AtomicInteger looks = new AtomicInteger();
        InstantSource clock = () -> Instant.EPOCH.plusSeconds(100_000 + looks.incrementAndGet() - (looks.get() > 40 ? 7200 : 0));
        List<RunSnapshot> seen = new ArrayList<>();
        RunWatcher watcher = new RunWatcher() {
            @Override
            public void says(String line) {}

            @Override
            public void saw(RunSnapshot now) {
                seen.add(now);
            }
        };
        SynthesisRecipe recipe = Runs.recipe(corpus, "rows=200");
        new Synthesizer(recipe, Runs.planner(corpus, recipe), new FakeTeacher(corpus, 0, 0), Setting.offline(Runs.QUIET.around(), clock))
                .run(RunDirectory.open(run), Budget.NONE, watcher);
        assertSameAsUndisturbed(run);
        assertThat(Json.read(run.resolve("calls.json")).number("meanMillis")).isNotNegative();
        assertThat(seen).as("progress is told before and after").hasSizeGreaterThan(100).allMatch(now -> now.seconds() >= 0);
    }

    @Test
    void aSecondProcessIsKeptOut() {
        Path run = folder.resolve("run");
        try (Journal held = Journal.open(run)) {
            assertThat(held.recorded().size()).isZero();
            assertThatThrownBy(() -> Runs.with(new FakeTeacher(corpus, 0, 0), corpus).run(RunDirectory.open(run)))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("expected a run that no other process works on, got one in use by process " + ProcessHandle.current().pid());
        }
        Journal.open(run).close();
    }

    private SynthesisReport limited(Teacher teacher, Path run, Budget budget, List<String> said) {
        return Runs.with(teacher, corpus, "rows=200").run(RunDirectory.open(run), budget, Runs.hearing(said));
    }

    private void assertSameAsUndisturbed(Path run) {
        for (String file : FILES) {
            assertThat(run.resolve(file)).as(file).hasSameBinaryContentAs(undisturbed.resolve(file));
        }
    }
}
