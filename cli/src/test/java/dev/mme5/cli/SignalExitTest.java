package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.synthesis.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGTERM to a real process.
class SignalExitTest {
    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    @Test
    void aRunThatIsTerminatedSaysHowToGoOnAndEndsWith130() throws IOException, InterruptedException {
        Path home = TinyHome.write(folder.resolve("home"));
        Path run = folder.resolve("run");
        for (long journalBytes : List.of(0L, 20_000L, 2_000_000L)) {
            Process process = start(home, run);
            try {
                waitForJournal(process, Journal.file(run), journalBytes);
                process.destroy();
                assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(log()).as("after %d bytes", journalBytes)
                    .containsPattern("mme5: synthesis: stopped; (all \\d+ answers are|every answer that came is) saved, the same command goes on from there")
                    .doesNotContain("Exception", "expected");
            assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(run.resolve("rows.jsonl")).doesNotExist();
        }
    }

    private Process start(Path home, Path run) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED", "-Dmme5.home=" + home, "-cp", System.getProperty("java.class.path"),
                        Main.class.getName(), "synthesize", "--recipe", "offline", "--no-dataset", "--set", "languages={en: 2, de: 1, ja: 1}",
                        "--set", "rows=" + ROWS, "--out", run.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private void waitForJournal(Process process, Path journal, long bytes) throws IOException, InterruptedException {
        while (Files.notExists(journal.resolveSibling("lock")) || bytes > 0 && (Files.notExists(journal) || Files.size(journal) < bytes)) {
            assertThat(process.isAlive()).as(log()).isTrue();
            Thread.sleep(1);
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
