package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.run.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final AtomicLong millis = new AtomicLong();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void printsAPlainLineEveryTwoSecondsWithAnEstimate() {
        try (Progress.Stage stage = progress(false).begin("embedding", 100)) {
            for (int i = 0; i < 50; i++) {
                millis.addAndGet(100);
                stage.note("loss " + i);
                stage.advance(1);
            }
        }

        assertThat(text().lines()).containsExactly(
                "embedding: 20 of 100 (20 %), 2 s, about 8 s left, loss 19",
                "embedding: 40 of 100 (40 %), 4 s, about 6 s left, loss 39",
                "embedding: 50 done in 5 s");
    }

    @Test
    void saysNothingOfAShortStage() {
        for (boolean terminal : new boolean[] {false, true}) {
            try (Progress.Stage stage = progress(terminal).begin("short", 2)) {
                millis.addAndGet(900);
                stage.advance(1);
                millis.addAndGet(900);
                stage.advance(1);
            }
        }
        assertThat(text()).isEmpty();
    }

    @Test
    void drawsABarWhereSomeoneWatches() {
        try (Progress.Stage stage = progress(true).begin("embedding", 100)) {
            millis.addAndGet(3000);
            stage.advance(60);
            stage.note("fine");
            stage.advance(10);
        }

        assertThat(text()).contains("embedding").contains("70/100").doesNotContain("done in");
    }

    @Test
    void tellsLongTimesInHours() {
        try (Progress.Stage stage = progress(false).begin("searching", 3_000_000)) {
            millis.addAndGet(3_600_000);
            stage.advance(300_000);
        }

        assertThat(text().lines()).containsExactly("searching: 300000 of 3000000 (10 %), 60:00 min, about 9:00 h left", "searching: 300000 done in 60:00 min");
    }

    @Test
    void saysALineAtOnce() {
        progress(false).say("searching neighbours: days");
        progress(true).say("it can be stopped");

        assertThat(text().lines()).containsExactly("searching neighbours: days", "it can be stopped");
    }

    private ConsoleProgress progress(boolean terminal) {
        return new ConsoleProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, () -> Instant.ofEpochMilli(millis.get()));
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
