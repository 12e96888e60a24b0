package dev.mme5.synthesis.mining.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.random.SeededRandom;
import dev.mme5.synthesis.mining.hnsw.NeighbourGraph.Hit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NeighbourGraphTest {
    private static final int SIZE = 1500;
    private static final int DIMENSION = 24;
    private static final NeighbourGraph.Shape SHAPE = new NeighbourGraph.Shape(12, 60);

    private final float[][] vectors = IntStream.range(0, SIZE).mapToObj(NeighbourGraphTest::vector).toArray(float[][]::new);
    private final UnitCodes codes = codes(vectors);

    @AfterEach
    void close() {
        codes.close();
    }

    @Test
    void findsNearlyAllOfTheNearest() {
        NeighbourGraph graph = NeighbourGraph.build(codes, SHAPE, 1, () -> {});
        int right = 0;
        for (int query = 0; query < 100; query++) {
            float[] asked = vectors[query];
            List<Integer> expected = IntStream.range(0, SIZE).boxed()
                    .sorted(Comparator.comparing(i -> -UnitCodesTest.dot(asked, vectors[i]))).limit(10).toList();
            List<Hit> hits = graph.nearest(codes, asked, 40);
            assertThat(hits).hasSize(40).isSortedAccordingTo(Comparator.comparing(hit -> -hit.cosine()));
            assertThat(hits).allSatisfy(hit -> assertThat(Math.abs(hit.cosine() - UnitCodesTest.dot(asked, vectors[hit.ordinal()])))
                    .isLessThanOrEqualTo(codes.error()));
            right += (int) hits.stream().limit(10).filter(hit -> expected.contains(hit.ordinal())).count();
        }
        assertThat(right).as("of 1000").isGreaterThan(970);
    }

    @Test
    void findsWhatIsNearToAVectorOfItsOwnThoughNothingLeadsThere() {
        float[][] apart = IntStream.range(0, 3000).mapToObj(i -> island(i / 10, i)).toArray(float[][]::new);
        try (UnitCodes islands = codes(apart)) {
            NeighbourGraph graph = NeighbourGraph.build(islands, new NeighbourGraph.Shape(2, 4), 1, () -> {});
            int lost = 0;
            int fromTop = 0;
            int fromThere = 0;
            for (int i = 0; i < apart.length; i += 7) {
                int island = i / 10;
                long ofIsland = graph.nearest(islands, apart[i], 10).stream().filter(hit -> hit.ordinal() / 10 == island).count();
                lost += ofIsland == 0 ? 1 : 0;
                fromTop += (int) ofIsland;
                List<Hit> hits = graph.nearestTo(islands, i, 10);
                assertThat(hits).first().extracting(Hit::ordinal).isEqualTo(i);
                fromThere += (int) hits.stream().filter(hit -> hit.ordinal() / 10 == island).count();
            }
            assertThat(lost).as("searches from the top that end up elsewhere").isPositive();
            assertThat(fromThere).isGreaterThan(fromTop);
        }
    }

    /// Ten vectors close together, far from all others.
    private static float[] island(int number, int salt) {
        float[] middle = vector(10_000 + number);
        SeededRandom random = SeededRandom.of(salt, "island");
        for (int k = 0; k < DIMENSION; k++) {
            middle[k] += (float) (0.01 * random.nextGaussian());
        }
        return UnitCodesTest.unit(middle);
    }

    @Test
    void isAFunctionOfVectorsShapeAndSeedAndIsReadAsItWasWritten() throws IOException {
        byte[] one = bytes(NeighbourGraph.build(codes, SHAPE, 1, () -> {}));
        assertThat(bytes(NeighbourGraph.build(codes, SHAPE, 1, () -> {}))).isEqualTo(one);
        assertThat(bytes(NeighbourGraph.build(codes, SHAPE, 2, () -> {}))).isNotEqualTo(one);

        NeighbourGraph read = NeighbourGraph.read(new DataInputStream(new ByteArrayInputStream(one)));
        assertThat(bytes(read)).isEqualTo(one);
        assertThat(read.nearest(codes, vectors[3], 20)).isEqualTo(NeighbourGraph.build(codes, SHAPE, 1, () -> {}).nearest(codes, vectors[3], 20));
    }

    @Test
    void holdsAsFewAsOneAndAsManyOfTheSame() {
        float[][] same = IntStream.range(0, 300).mapToObj(i -> vectors[0]).toArray(float[][]::new);
        try (UnitCodes one = codes(new float[][] {vectors[0]}); UnitCodes copies = codes(same)) {
            assertThat(NeighbourGraph.build(one, SHAPE, 1, () -> {}).nearest(one, vectors[1], 10)).extracting(Hit::ordinal).containsExactly(0);
            assertThat(NeighbourGraph.build(copies, SHAPE, 1, () -> {}).nearest(copies, vectors[0], 10)).isNotEmpty();
        }
    }

    @Test
    void stopsBuildingWhenItIsTold() {
        int[] linked = {0};
        assertThatThrownBy(() -> NeighbourGraph.build(codes, SHAPE, 1, () -> {
            if (++linked[0] == 10) {
                throw new CancellationException("enough");
            }
        })).isInstanceOf(CancellationException.class);
        assertThat(linked[0]).isEqualTo(10);
    }

    private static byte[] bytes(NeighbourGraph graph) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        graph.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static UnitCodes codes(float[][] vectors) {
        UnitCodes codes = new UnitCodes(vectors.length, DIMENSION);
        for (float[] vector : vectors) {
            codes.add(vector, 0);
        }
        return codes;
    }

    private static float[] vector(int number) {
        SeededRandom random = SeededRandom.of(5, "graph", number);
        float[] vector = new float[DIMENSION];
        for (int k = 0; k < DIMENSION; k++) {
            vector[k] = (float) random.nextGaussian();
        }
        return UnitCodesTest.unit(vector);
    }
}
