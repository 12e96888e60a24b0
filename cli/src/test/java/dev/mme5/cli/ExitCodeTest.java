package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.ContentException;
import dev.mme5.core.DatasetException;
import dev.mme5.core.ModelFormatException;
import dev.mme5.core.RemoteModelException;
import dev.mme5.core.json.JsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitCodeTest {
    @TempDir
    Path home;

    @Test
    void tellsWhoMustAct() throws IOException {
        for (RuntimeException input : List.of(new DatasetException("d"), new ContentException(0, "c"), new ModelFormatException("m"),
                new JsonException("w", "j"), new IllegalArgumentException("i"))) {
            assertThat(codeOf(input)).as(input.toString()).isEqualTo(2);
        }
        assertThat(codeOf(new RemoteModelException("r"))).isEqualTo(3);
        assertThat(codeOf(new IllegalStateException("s"))).isEqualTo(1);
        assertThat(codeOf(new UncheckedIOException(new IOException("io")))).isEqualTo(1);
    }

    @Test
    void printsOneMessageAndTheTraceOnlyOnDemand() throws IOException {
        Shell shell = failing(new UncheckedIOException(new NoSuchFileException("weights.bin")));

        assertThat(shell.run("model", "info", "nano").err())
                .isEqualTo("mme5: weights.bin: expected a file or folder, got nothing; check the path\n");
        assertThat(shell.run("model", "info", "nano", "--debug").err()).contains("\tat dev.mme5");
        assertThat(failing(new NullPointerException()).run("model", "info", "nano").err())
                .isEqualTo("mme5: java.lang.NullPointerException\n");
    }

    private int codeOf(RuntimeException failure) throws IOException {
        return failing(failure).run("model", "info", "nano").code();
    }

    private Shell failing(RuntimeException failure) throws IOException {
        return new Shell(home, request -> {
            throw failure;
        });
    }
}
