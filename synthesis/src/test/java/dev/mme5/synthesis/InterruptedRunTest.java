package dev.mme5.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.run.Progress;
import dev.mme5.core.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C and SIGTERM interrupt the run's thread, which may be anywhere.
class InterruptedRunTest {
    private static final List<String> FILES = List.of(Synthesizer.ROWS_FILE, Synthesizer.REJECTED_FILE, Synthesizer.REPORT_FILE,
            Synthesizer.CREDITS_FILE, Synthesizer.SET_ASIDE_FILE);

    @TempDir
    private Path folder;

    private Path rows;
    private Path recorded;

    @BeforeEach
    void recordARun() throws IOException {
        rows = PictureRuns.writePictures(folder);
        recorded = folder.resolve("recorded");
        PictureRuns.synthesizer(PictureRuns.recipe(rows), recorded.resolve("corpus")).run(RunDirectory.open(recorded));
    }

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void anInterruptWhileTheJournalIsOpenedSaysHowToGoOn() throws IOException {
        Path corpus = TinyCorpus.write(folder.resolve("tiny"));
        Synthesizer synthesizer = Runs.with(new FakeTeacher(corpus, 0, 0), corpus, "rows=40");
        RunDirectory run = RunDirectory.open(folder.resolve("run"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> synthesizer.run(run)).isInstanceOf(SynthesisStoppedException.class)
                .hasMessage("synthesis: stopped; every answer that came is saved, the same command goes on from there");
        assertThat(Thread.interrupted()).as("who interrupted is told").isTrue();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> synthesizer.pilot(run, 10, Budget.NONE, RunWatcher.none())).isInstanceOf(SynthesisStoppedException.class);

        Thread.interrupted();
        assertThat(synthesizer.run(run).written()).isEqualTo(40);
    }

    /// Listing has 39 steps, embedding and the search of neighbours one each, then there is one for each row.
    @Test
    void anInterruptAnywhereStopsTheRunAndChangesNothingOfIt() throws IOException {
        for (int step : List.of(0, 1, 20, 39, 40, 41, 42, 43, 100, 241)) {
            Path run = folder.resolve("run" + step);
            assertThatThrownBy(() -> replay(run, new Interrupting(step))).as("at step %d", step)
                    .isInstanceOf(SynthesisStoppedException.class)
                    .hasMessageContaining("the same command goes on from there");
            Thread.interrupted();
            assertThat(run.resolve(Synthesizer.ROWS_FILE)).doesNotExist();
            assertThat(partsIn(run)).as("half-written files after step %d", step).isEmpty();
            replay(run, Progress.silent());
            for (String file : FILES) {
                assertThat(run.resolve(file)).as("%s after step %d", file, step).hasSameBinaryContentAs(recorded.resolve(file));
            }
        }
    }

    private void replay(Path run, Progress progress) {
        SynthesisRecipe recipe = PictureRuns.recipe(rows, "teacher={kind: replay, run: " + recorded + "}");
        try (Synthesizer synthesizer = Synthesizer.open(recipe, run.resolve("corpus"), PictureRuns.setting(progress))) {
            synthesizer.run(RunDirectory.open(run));
        }
    }

    /// Files being written end in `.part`; the vectors', which an embedding goes on with, do not begin with a dot.
    private static List<Path> partsIn(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            return files.filter(file -> file.getFileName().toString().matches("\\..*\\.part")).toList();
        }
    }

    /// Interrupts the thread it was made in at a step of whatever is going on.
    private static final class Interrupting implements Progress {
        private final Thread thread = Thread.currentThread();
        private int left;

        Interrupting(int step) {
            left = step;
            if (step == 0) {
                thread.interrupt();
            }
        }

        @Override
        public Stage begin(String name, long total) {
            return new Stage() {
                @Override
                public void advance(long n) {
                    if (n > 0 && --left == 0) {
                        thread.interrupt();
                    }
                }

                @Override
                public void note(String text) {}

                @Override
                public void close() {}
            };
        }
    }
}
