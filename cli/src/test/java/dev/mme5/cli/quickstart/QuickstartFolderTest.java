package dev.mme5.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartFolderTest {
    @TempDir
    Path folder;

    private QuickstartFolder run;

    @BeforeEach
    void setUp() {
        run = new QuickstartFolder(folder.resolve("run"));
    }

    private Path leave(String name) throws IOException {
        Path file = run.path().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }

    @Test
    void aStoppedRunOfTheSameInputsIsContinued() throws IOException {
        assertThat(run.open("seed 1")).isFalse();
        Path metrics = leave("training/metrics.jsonl");

        assertThat(run.open("seed 1")).isTrue();
        assertThat(metrics).exists();
    }

    @Test
    void aFinishedRunAndOneOfOtherInputsAreMadeAnew() throws IOException {
        run.open("seed 1");
        Path metrics = leave("training/metrics.jsonl");
        assertThat(run.open("seed 2")).isFalse();
        assertThat(metrics).doesNotExist();

        Path report = leave("report.json");
        Path notes = leave("my-notes.txt");
        assertThat(run.open("seed 2")).isFalse();
        assertThat(report).doesNotExist();
        assertThat(notes).exists();
    }

    @Test
    void trainingGoesOnFromAWholeCheckpointOrFromTheBeginning() throws IOException {
        run.open("seed 1");
        assertThat(run.canResumeTraining()).isFalse();
        Path state = leave("training/checkpoints/step-00000040/state.json");
        assertThat(run.canResumeTraining()).isTrue();

        Files.delete(state);
        Files.move(state.getParent(), state.getParent().resolveSibling("step-00000080.partial"));
        leave("training/metrics.jsonl");
        assertThat(run.canResumeTraining()).isFalse();
        assertThat(run.training()).doesNotExist();
    }

    @Test
    void aFolderOfSomethingElseIsLeftAlone() throws IOException {
        Path thesis = leave("training/thesis.tex");

        assertThatThrownBy(() -> run.open("seed 1")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("choose another --out");
        assertThat(thesis).exists();
    }
}
