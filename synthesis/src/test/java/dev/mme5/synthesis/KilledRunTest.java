package dev.mme5.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.Json;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Progress;
import dev.mme5.core.run.RunDirectory;
import dev.mme5.synthesis.journal.Journal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a real process in the middle of its rows.
class KilledRunTest {
    private static final int ROWS_BEFORE_DEATH = 200;
    private static final int KILLS = 10;
    private static final int IN_FLIGHT = 8;

    @TempDir
    private Path folder;

    @Test
    void leavesTheRowsOfAnEarlierRunAndRunsAgain() throws IOException, InterruptedException {
        Path corpus = TinyCorpus.write(folder.resolve("corpus"));
        Path run = folder.resolve("run");

        runUntilInTheMiddle(corpus, run);
        assertThat(run.resolve("rows.jsonl")).doesNotExist();

        Runs.run(corpus, run);
        byte[] whole = Files.readAllBytes(run.resolve("rows.jsonl"));
        runUntilInTheMiddle(corpus, run);
        assertThat(Files.readAllBytes(run.resolve("rows.jsonl"))).isEqualTo(whole);
    }

    @Test
    void killedAtTenRandomMomentsItGivesWhatAnUndisturbedRunGives() throws IOException, InterruptedException {
        Path corpus = TinyCorpus.write(folder.resolve("corpus"));
        Path undisturbed = folder.resolve("undisturbed");
        FakeTeacher alone = new FakeTeacher(corpus, 0, 0);
        Runs.with(alone, corpus).run(RunDirectory.open(undisturbed));
        long journalBytes = Files.size(Journal.file(undisturbed));

        Path run = folder.resolve("run");
        SeededRandom random = SeededRandom.of(4, "kills");
        for (int kill = 1; kill <= KILLS; kill++) {
            long at = (long) (journalBytes * (kill - random.nextDouble()) / (KILLS + 1));
            runUntilTheJournalHas(at, corpus, run);
        }
        FakeTeacher last = new FakeTeacher(corpus, 0, 0);
        Runs.with(last, corpus).run(RunDirectory.open(run));

        for (String file : List.of("rows.jsonl", "rejected.jsonl", "report.json")) {
            assertThat(run.resolve(file)).as(file).hasSameBinaryContentAs(undisturbed.resolve(file));
        }
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(file -> file.getFileName().toString())).as("nothing is left of the killed processes").noneMatch(name -> name.endsWith(".part"));
        }
        int recorded = Json.read(run.resolve("calls.json")).integer("totalCalls");
        assertThat(recorded).as("no answer is recorded twice").isEqualTo(alone.calls());
        assertThat(last.calls()).as("what came before the last kill is used").isLessThan(alone.calls() / 2);
    }

    private void runUntilTheJournalHas(long bytes, Path corpus, Path run) throws IOException, InterruptedException {
        Process process = start(Slow.class, corpus, run).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            while (process.isAlive() && (Files.notExists(Journal.file(run)) || Files.size(Journal.file(run)) < bytes)) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            assertThat(process.isAlive()).as("at work after %s bytes", bytes).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void runUntilInTheMiddle(Path corpus, Path run) throws IOException, InterruptedException {
        Process process = start(Victim.class, corpus, run).start();
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("in the middle");
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static ProcessBuilder start(Class<?> program, Path corpus, Path run) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", classPath, program.getName(), corpus.toString(), run.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    /// A run whose answers take up to 30 milliseconds.
    static final class Slow {
        private Slow() {}

        public static void main(String[] arguments) {
            Path corpus = Path.of(arguments[0]);
            FakeTeacher teacher = new FakeTeacher(corpus, 0, 30);
            Runs.with(teacher, corpus, "run={inFlight: " + IN_FLIGHT + "}").run(RunDirectory.open(Path.of(arguments[1])));
        }
    }

    /// A run that stops after some rows and waits for its end.
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) {
            Path run = Path.of(arguments[1]);
            Synthesizer.open(Runs.recipe(Path.of(arguments[0])), run, Runs.setting(waiting())).run(RunDirectory.open(run));
        }

        private static Progress waiting() {
            return (name, total) -> new Progress.Stage() {
                private int rows;

                @Override
                public void advance(long n) {
                    rows += (int) n;
                    if (rows == ROWS_BEFORE_DEATH && n > 0) {
                        System.out.println("in the middle");
                        await();
                    }
                }

                @Override
                public void note(String text) {}

                @Override
                public void close() {}
            };
        }

        private static void await() {
            try {
                TimeUnit.MINUTES.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
