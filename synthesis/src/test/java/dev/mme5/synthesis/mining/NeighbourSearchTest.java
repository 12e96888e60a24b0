package dev.mme5.synthesis.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.InterruptedWorkException;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourSearchTest {
    private static final int ROWS = 2000;
    private static final int DIMENSION = 19;
    private static final int DEPTH = 30;
    private static final SearchSpec EXACT = new SearchSpec.Exact();
    private static final SearchSpec GRAPHS = new SearchSpec.Hnsw(8, 60, 60, 500);
    private static final NeighbourSearch.Pace SAVING_OFTEN = new NeighbourSearch.Pace(1, 1000);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"<f4", "<f2", "|V2"})
    void graphsFindNearlyWhatComparingFindsWithTheSameCosines(String type) throws IOException {
        VectorMatrix matrix = matrix(type, vectors());
        Wanted wanted = wanted(row -> row % 5 != 1);
        Nearest[] exact = search(matrix, wanted, "exact", EXACT);
        Nearest[] found = search(matrix, wanted, "graphs", GRAPHS);

        int right = 0;
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i].rows()).hasSize(DEPTH).doesNotContain(wanted.anchors()[i]);
            assertThat(Arrays.stream(found[i].rows())).allMatch(row -> row % 5 != 1);
            List<Integer> rows = Arrays.stream(exact[i].rows()).boxed().toList();
            for (int j = 0; j < DEPTH; j++) {
                int at = rows.indexOf(found[i].rows()[j]);
                if (at >= 0) {
                    right++;
                    assertThat(found[i].cosines()[j]).as("bit by bit").isEqualTo(exact[i].cosines()[at]);
                }
            }
            assertThat(found[i].cosines()).isSortedAccordingTo((left, other) -> Float.compare(other, left));
        }
        assertThat((double) right / (found.length * DEPTH)).isGreaterThan(0.98);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 400})
    void graphsFillEveryListThoughManyNearDuplicatesStandBefore(int copies) throws IOException {
        float[][] vectors = vectors();
        int[] copied = {1, 700};
        for (int i = 0; i < copies; i++) { // around two of the anchors, in one part and over all
            vectors[1 + i] = jittered(vectors[copied[0]], i);
            vectors[(700 + 3 * i) % ROWS] = jittered(vectors[copied[1]], i);
        }
        VectorMatrix matrix = matrix("<f4", vectors);
        Wanted wanted = new Wanted(new int[] {copied[0], copied[1]}, row -> true, DEPTH, 0.99f);
        Nearest[] exact = search(matrix, wanted, "exact", EXACT);
        Nearest[] found = search(matrix, wanted, "graphs", GRAPHS);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i].rows()).hasSize(exact[i].rows().length);
            assertThat(found[i].cosines()[0]).as("no near-duplicate").isLessThan(0.99f);
            int[] right = exact[i].rows();
            assertThat(Arrays.stream(found[i].rows()).filter(row -> Arrays.stream(right).anyMatch(other -> other == row)).count()).isGreaterThan(DEPTH - 4);
        }
    }

    @Test
    void graphsPassOverRowsWithoutDirectionAndAnchorsWithoutOne() throws IOException {
        float[][] vectors = vectors();
        Arrays.fill(vectors, 500, 1000, new float[DIMENSION]); // a whole graph of them
        vectors[3] = new float[DIMENSION];
        vectors[4][2] = Float.NaN;
        VectorMatrix matrix = matrix("<f4", vectors);
        Wanted wanted = new Wanted(new int[] {3, 4, 5}, row -> true, ROWS, 2);
        Nearest[] found = search(matrix, new Wanted(wanted.anchors(), row -> true, DEPTH, 2), "graphs", GRAPHS);
        assertThat(found[0].rows()).isEmpty();
        assertThat(found[1].rows()).isEmpty();
        assertThat(found[2].rows()).hasSize(DEPTH).doesNotContain(3, 4, 5);
        assertThat(Arrays.stream(found[2].rows())).allMatch(row -> row < 500 || row >= 1000);

        Nearest[] all = search(matrix, wanted, "all", new SearchSpec.Hnsw(8, 60, ROWS, 500));
        assertThat(all[2].rows()).as("as deep as there are rows").hasSize(ROWS - 500 - 3);
    }

    @ParameterizedTest
    @CsvSource({"exact, 0.3", "exact, 0.8", "graphs, 0.3", "graphs, 0.8"})
    void goesOnWhereItWasStoppedAndFindsTheSame(String name, double share) throws IOException {
        SearchSpec spec = name.equals("exact") ? EXACT : GRAPHS;
        VectorMatrix matrix = matrix("<f4", vectors());
        Wanted wanted = wanted(row -> true);
        Counting whole = new Counting(Long.MAX_VALUE);
        Nearest[] expected = new NeighbourSearch(matrix, wanted, place("undisturbed"), whole, SAVING_OFTEN).find(spec);
        assertThat(whole.done.get()).as("all that was announced").isEqualTo(whole.announced);

        Counting dying = new Counting((long) (whole.announced * share));
        assertThatThrownBy(() -> new NeighbourSearch(matrix, wanted, place("run"), dying, SAVING_OFTEN).find(spec)).isInstanceOf(CancellationException.class);
        Counting last = new Counting(Long.MAX_VALUE);
        NeighbourSearch again = new NeighbourSearch(matrix, wanted, place("run"), last, SAVING_OFTEN);
        assertEqual(again.find(spec), expected);
        assertThat(last.done.get()).isEqualTo(last.announced);
        if (spec == EXACT) { // graphs may be under work all at once, one on each core
            assertThat(last.announced).isLessThan((long) (whole.announced * (1.3 - share)));
        }
        again.forget();
        assertThat(folder.resolve("run").resolve("searching")).doesNotExist();
    }

    @Test
    void anInterruptEndsTheBuildingOfGraphs() throws IOException {
        VectorMatrix matrix = matrix("<f4", vectors());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> search(matrix, wanted(row -> true), "run", GRAPHS)).isInstanceOf(InterruptedWorkException.class)
                    .hasMessage("searching neighbours: stopped before the end, since the thread was interrupted; begin again");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void buildsAGraphOnceHoweverMuchIsAskedOfIt() throws IOException {
        VectorMatrix matrix = matrix("<f4", vectors());
        search(matrix, wanted(row -> true), "first", GRAPHS);
        Path graphs = folder.resolve("first").resolve("graphs");
        byte[] before = Files.readAllBytes(graphs.resolve("graph-0002.bin"));
        Object written = Files.getLastModifiedTime(graphs.resolve("graph-0002.bin"));

        Wanted other = new Wanted(new int[] {7, 8}, row -> true, 5, 0.8f);
        Nearest[] found = new NeighbourSearch(matrix, other, new SearchPlace(folder.resolve("first"), "rows", "other"), Progress.silent()).find(GRAPHS);
        assertThat(found[1].rows()).hasSize(5);
        assertThat(Files.getLastModifiedTime(graphs.resolve("graph-0002.bin"))).isEqualTo(written);

        new NeighbourSearch(matrix, other, new SearchPlace(folder.resolve("first"), "other rows", "other rows, the same wanted"), Progress.silent()).find(GRAPHS);
        assertThat(Files.getLastModifiedTime(graphs.resolve("graph-0002.bin"))).as("of other vectors, as far as one knows").isNotEqualTo(written);
        Files.write(graphs.resolve("graph-0002.bin"), Arrays.copyOf(before, before.length / 2));
        assertEqual(search(matrix, other, "first", GRAPHS), found);
        assertThat(graphs.resolve("graph-0002.bin")).as("cut short, so built again").hasBinaryContent(before);
    }

    @Test
    void saysBeforehandThatItWillTakeLong() throws IOException {
        Counting told = new Counting(Long.MAX_VALUE);
        new NeighbourSearch(matrix("<f4", vectors()), wanted(row -> true), place("run"), told, new NeighbourSearch.Pace(1L << 41, 0)).find(EXACT);
        assertThat(told.said).singleElement().asString()
                .startsWith("searching neighbours: 400 anchors among 2,000 vectors of 19 dimensions take about a minute on ")
                .endsWith("It can be stopped at any time and goes on where it was");
        Counting quiet = new Counting(Long.MAX_VALUE);
        new NeighbourSearch(matrix("<f4", vectors()), wanted(row -> true), place("quiet"), quiet).find(EXACT);
        assertThat(quiet.said).isEmpty();
    }

    @Test
    void saysHowManyOfTheNearestGraphsFound() throws IOException {
        VectorMatrix matrix = matrix("<f4", vectors());
        Counting told = new Counting(Long.MAX_VALUE);
        Nearest[] found = new NeighbourSearch(matrix, wanted(row -> true), place("run"), told).find(GRAPHS);
        assertThat(told.said).singleElement().asString()
                .matches("searching neighbours: graphs found (99.\\d|100.0) % of the 30 nearest, as comparing 64 anchors with all says");

        found[1] = new Nearest(DEPTH); // as if nothing were near to it
        found[2] = new Nearest(DEPTH);
        RecallCheck check = RecallCheck.of(matrix, new Wanted(new int[] {0, 5, 10}, row -> true, DEPTH, 0.95f), Arrays.copyOf(found, 3), Progress.silent());
        assertThat(check.share()).isBetween(0.32, 1 / 3.0);
        assertThat(check.text(wanted(row -> true))).endsWith("3 anchors with all says; more candidates, or a larger beam, find more");
    }

    @Test
    void refusesCandidatesThatCannotFillTheBands() {
        VectorSource vectors = new VectorSource.Model("any", Optional.empty());
        Optional<SearchSpec> search = Optional.of(new SearchSpec.Hnsw(16, 100, 59, 1000));
        assertThatThrownBy(() -> new MiningSpec(vectors, 10, search, new Band(1, 10, -1, 1), new Band(11, 60, -1, 1), 0.98, 2))
                .hasMessage("search.candidates: expected at least 60, the farthest rank of the bands, got 59");
        assertThatThrownBy(() -> new SearchSpec.Hnsw(16, 15, 59, 1000)).hasMessage("beam: expected 16 to 10000, got 15");
    }

    /// Dies after so many steps, whichever thread takes them.
    private static final class Counting implements Progress {
        private final long diesAfter;
        private final AtomicLong done = new AtomicLong();
        private final List<String> said = new ArrayList<>();
        private long announced;

        Counting(long diesAfter) {
            this.diesAfter = diesAfter;
        }

        @Override
        public void say(String line) {
            said.add(line);
        }

        @Override
        public Stage begin(String name, long total) {
            announced += total;
            return new Stage() {
                @Override
                public void advance(long n) {
                    if (done.addAndGet(n) > diesAfter) {
                        throw new CancellationException("killed");
                    }
                }

                @Override
                public void note(String text) {}

                @Override
                public void close() {}
            };
        }
    }

    static void assertEqual(Nearest[] found, Nearest[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i].rows()).as("rows of %d", i).isEqualTo(expected[i].rows());
            assertThat(found[i].cosines()).as("cosines of %d", i).isEqualTo(expected[i].cosines());
        }
    }

    private Nearest[] search(VectorMatrix matrix, Wanted wanted, String name, SearchSpec spec) {
        return new NeighbourSearch(matrix, wanted, place(name), Progress.silent()).find(spec);
    }

    private SearchPlace place(String name) {
        return new SearchPlace(folder.resolve(name), "rows", "rows and what is wanted");
    }

    private VectorMatrix matrix(String type, float[][] vectors) throws IOException {
        return new VectorMatrix(ExactSearchTest.write(folder.resolve(type.substring(1) + ".npy"), type, vectors));
    }

    static Wanted wanted(IntPredicate eligible) {
        return new Wanted(IntStream.range(0, 400).map(i -> i * 5).toArray(), eligible, DEPTH, 0.95f);
    }

    /// In groups, as those of pictures are.
    static float[][] vectors() {
        float[][] middles = ExactSearchTest.random(40, DIMENSION);
        float[][] vectors = ExactSearchTest.random(ROWS, DIMENSION);
        for (int i = 0; i < ROWS; i++) {
            for (int k = 0; k < DIMENSION; k++) {
                vectors[i][k] = middles[i % 40][k] + 0.7f * vectors[i][k];
            }
        }
        return vectors;
    }

    private static float[] jittered(float[] vector, int number) {
        SeededRandom random = SeededRandom.of(number, "jitter");
        float[] other = vector.clone();
        for (int k = 0; k < other.length; k++) {
            other[k] += (float) (1e-3 * random.nextGaussian());
        }
        return other;
    }
}
