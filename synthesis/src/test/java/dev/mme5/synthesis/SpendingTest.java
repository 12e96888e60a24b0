package dev.mme5.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.Json;
import dev.mme5.core.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpendingTest {
    @TempDir
    private Path folder;

    @Test
    void aLimitOnMoneyHoldsThoughManyCallsAreInFlight() throws IOException {
        Path corpus = TinyCorpus.write(folder.resolve("corpus"));
        for (double limit : new double[] {0, 0.05, 0.3}) {
            Path run = folder.resolve("run-" + limit);
            FakeTeacher teacher = new FakeTeacher(corpus, 5, 10);
            Synthesizer priced = Runs.priced(teacher, corpus, "rows=200", "run={inFlight: 100}");
            SynthesisReport report = priced.run(RunDirectory.open(run), new Budget(Optional.of(limit), Optional.empty()), RunWatcher.none());

            double spent = Json.read(run.resolve("calls.json")).number("totalUsd");
            assertThat(spent).as("of %s", limit).isLessThanOrEqualTo(limit);
            assertThat(spent).as("of %s, about one dear call is left", limit).isGreaterThanOrEqualTo(limit == 0 ? 0 : limit - 0.02);
            assertThat(report.stopped()).isPresent();
            assertThat(report.usd()).isEqualTo(spent, Offset.offset(1e-12));
        }
    }
}
