package dev.mme5.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.run.Progress;
import dev.mme5.core.run.RunDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a real process in the middle of its rows.
class KilledRunTest {
    private static final int ROWS_BEFORE_DEATH = 200;

    @TempDir
    private Path folder;

    @Test
    void leavesTheRowsOfAnEarlierRunAndRunsAgain() throws IOException, InterruptedException {
        Path corpus = TinyCorpus.write(folder.resolve("corpus"));
        Path run = folder.resolve("run");

        runUntilKilled(corpus, run);
        assertThat(run.resolve("rows.jsonl")).doesNotExist();

        Runs.run(corpus, run);
        byte[] whole = Files.readAllBytes(run.resolve("rows.jsonl"));
        runUntilKilled(corpus, run);
        assertThat(Files.readAllBytes(run.resolve("rows.jsonl"))).isEqualTo(whole);
    }

    private static void runUntilKilled(Path corpus, Path run) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", classPath, Victim.class.getName(), corpus.toString(), run.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("in the middle");
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
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
                    if (++rows == ROWS_BEFORE_DEATH) {
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
