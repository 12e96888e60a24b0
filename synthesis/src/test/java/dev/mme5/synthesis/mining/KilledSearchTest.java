package dev.mme5.synthesis.mining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.run.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Kills a real process in the middle of a search, again and again.
class KilledSearchTest {
    private static final NeighbourSearch.Pace SAVING_OFTEN = new NeighbourSearch.Pace(1, 1000);
    private static final int KILLS = 3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"exact", "graphs"})
    void goesOnAndFindsWhatAnUndisturbedSearchFinds(String kind) throws IOException, InterruptedException {
        Path vectors = ExactSearchTest.write(folder.resolve("vectors.npy"), "<f2", NeighbourSearchTest.vectors());
        Steps whole = new Steps(Long.MAX_VALUE);
        Nearest[] expected = search(kind, vectors, folder.resolve("undisturbed"), whole).find(spec(kind));

        for (int kill = 1; kill <= KILLS; kill++) {
            runUntil(whole.total / (KILLS + 1) + 100, kind, vectors);
        }
        Steps last = new Steps(Long.MAX_VALUE);
        NeighbourSearchTest.assertEqual(search(kind, vectors, folder.resolve("run"), last).find(spec(kind)), expected);
        assertThat(last.total).as("what the killed ones found is not searched again").isLessThanOrEqualTo(whole.total / 2);
    }

    private void runUntil(long steps, String kind, Path vectors) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:ActiveProcessorCount=1", "-cp", classPath, Victim.class.getName(), kind,
                vectors.toString(), folder.resolve("run").toString(), Long.toString(steps)))
                .redirectError(folder.resolve("errors").toFile()).start();
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine()).as("see %s", folder.resolve("errors")).isEqualTo("in the middle");
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static SearchSpec spec(String kind) {
        return kind.equals("exact") ? new SearchSpec.Exact() : new SearchSpec.Hnsw(8, 60, 60, 250);
    }

    private static NeighbourSearch search(String kind, Path vectors, Path run, Progress progress) {
        SearchPlace place = new SearchPlace(run, "vectors", kind);
        return new NeighbourSearch(new VectorMatrix(vectors), NeighbourSearchTest.wanted(row -> true), place, progress, SAVING_OFTEN);
    }

    /// A search that stops after some steps and waits for its end.
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) {
            String kind = arguments[0];
            search(kind, Path.of(arguments[1]), Path.of(arguments[2]), new Steps(Long.parseLong(arguments[3]))).find(spec(kind));
        }
    }

    /// Counts, and waits for the end after so many steps.
    private static final class Steps implements Progress {
        private final long until;
        private final AtomicLong done = new AtomicLong();
        private long total;

        Steps(long until) {
            this.until = until;
        }

        @Override
        public Stage begin(String name, long steps) {
            total += steps;
            return new Stage() {
                @Override
                public void advance(long n) {
                    if (done.addAndGet(n) >= until) {
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
