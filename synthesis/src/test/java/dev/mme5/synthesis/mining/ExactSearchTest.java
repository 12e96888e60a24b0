package dev.mme5.synthesis.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.DatasetException;
import dev.mme5.core.InterruptedWorkException;
import dev.mme5.core.npy.NpyHeader;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactSearchTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"700, 20, 5", "513, 33, 40", "100, 8, 200", "2, 4, 1"})
    void findsWhatComparingEachWithAllFinds(int rows, int dimension, int depth) throws IOException {
        float[][] vectors = random(rows, dimension);
        VectorMatrix matrix = new VectorMatrix(write("<f4", vectors));
        int[] anchors = IntStream.range(0, rows).filter(i -> i % 3 == 0).toArray();
        Nearest[] found = search(matrix, new Wanted(anchors, row -> row % 7 != 3, depth, 0.9f));

        for (int i = 0; i < anchors.length; i++) {
            int anchor = anchors[i];
            List<Integer> expected = IntStream.range(0, rows)
                    .filter(row -> row != anchor && row % 7 != 3 && cosine(vectors[anchor], vectors[row]) < 0.9)
                    .boxed()
                    .sorted(Comparator.comparing((Integer row) -> -cosine(vectors[anchor], vectors[row])))
                    .limit(depth)
                    .toList();
            assertThat(Arrays.stream(found[i].rows()).boxed().toList()).as("anchor %d", anchor).isEqualTo(expected);
            for (int j = 0; j < expected.size(); j++) {
                assertThat((double) found[i].cosines()[j]).isCloseTo(cosine(vectors[anchor], vectors[expected.get(j)]), Offset.offset(1e-5));
            }
        }
    }

    @Test
    void passesOverNearDuplicatesAndRowsWithoutDirection() throws IOException {
        float[][] vectors = random(600, 16);
        vectors[17] = new float[16];
        vectors[18] = vectors[4].clone();
        vectors[550] = vectors[4].clone();
        vectors[550][3] *= 1.001f;
        vectors[19][2] = Float.NaN;
        VectorMatrix matrix = new VectorMatrix(write("<f4", vectors));
        Nearest[] found = search(matrix, new Wanted(new int[] {4, 17}, row -> true, 599, 0.999f));

        assertThat(found[0].rows()).doesNotContain(4, 17, 18, 19, 550).hasSize(595);
        assertThat(found[1].rows()).isEmpty();
    }

    @Test
    void anInterruptEndsASearchThatMayTakeHours() throws IOException {
        VectorMatrix matrix = new VectorMatrix(write("<f4", random(600, 16)));
        Wanted wanted = new Wanted(new int[] {4}, row -> true, 5, 0.999f);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> search(matrix, wanted)).isInstanceOf(InterruptedWorkException.class)
                    .hasMessage("searching neighbours: stopped before the end, since the thread was interrupted; begin again");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void readsHalfPrecision() throws IOException {
        float[][] vectors = random(50, 12);
        for (String type : List.of("<f2", "<V2", "|V2")) {
            float[] row = new float[12];
            new VectorMatrix(write(type, vectors)).unitRows(7, 1, row, 0);
            for (int k = 0; k < 12; k++) {
                double exact = vectors[7][k] / Math.sqrt(dot(vectors[7], vectors[7]));
                assertThat((double) row[k]).as(type).isCloseTo(exact, Offset.offset(5e-3));
            }
        }
    }

    @Test
    void saysWhatIsNoMatrix() throws IOException {
        Path text = Files.writeString(folder.resolve("text.npy"), "no vectors here, but enough bytes for a header of a kind");
        assertThatThrownBy(() -> new VectorMatrix(text)).isInstanceOf(DatasetException.class)
                .hasMessage(text + ": expected a matrix in NumPy's format, rows one after the other, got something else; make the file again");
        Path doubles = write("<f8", random(3, 4));
        assertThatThrownBy(() -> new VectorMatrix(doubles)).hasMessageContaining("got <f8");
        Path cut = write("<f4", random(3, 4));
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> new VectorMatrix(cut)).hasMessageContaining("expected " + bytes.length + " bytes for 3 rows of 4, got " + (bytes.length - 1));
        assertThatThrownBy(() -> new VectorMatrix(folder.resolve("none.npy"))).hasMessageContaining("got nothing there");
    }

    static Nearest[] search(VectorMatrix matrix, Wanted wanted) {
        Nearest[] found = new Nearest[wanted.anchors().length];
        Arrays.setAll(found, i -> new Nearest(wanted.depth()));
        new ExactSearch(matrix, wanted).pass(IntStream.range(0, found.length).toArray())
                .compare(0, matrix.rows(), found, new Progress.SilentStage());
        return found;
    }

    static float[][] random(int rows, int dimension) {
        SeededRandom random = SeededRandom.of(1, "vectors", rows, dimension);
        float[][] vectors = new float[rows][dimension];
        for (float[] vector : vectors) {
            for (int k = 0; k < dimension; k++) {
                vector[k] = (float) random.nextGaussian();
            }
        }
        return vectors;
    }

    private Path write(String type, float[][] vectors) throws IOException {
        return write(folder.resolve(type.substring(1) + vectors.length + ".npy"), type, vectors);
    }

    static Path write(Path file, String type, float[][] vectors) throws IOException {
        boolean half = type.endsWith("2");
        int columns = vectors[0].length;
        ByteBuffer bytes = ByteBuffer.allocate(128 + vectors.length * columns * (half ? 2 : 4)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(NpyHeader.of(type, vectors.length, columns));
        for (float[] vector : vectors) {
            for (float value : vector) {
                switch (type) {
                    case "<f2" -> bytes.putShort(Float.floatToFloat16(value));
                    case "<V2", "|V2" -> bytes.putShort((short) (Float.floatToIntBits(value) >>> 16));
                    default -> bytes.putFloat(value);
                }
            }
        }
        return Files.write(file, bytes.array());
    }

    private static double cosine(float[] left, float[] right) {
        return dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right));
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int k = 0; k < left.length; k++) {
            sum += (double) left[k] * right[k];
        }
        return sum;
    }
}
