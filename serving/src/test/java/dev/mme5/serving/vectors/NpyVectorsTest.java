package dev.mme5.serving.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.DatasetException;
import dev.mme5.core.Embedding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyVectorsTest {
    @TempDir
    Path folder;

    @Test
    void readsBackWhatWasWritten() throws IOException {
        Path npy = write(Embedding.of(new float[] {1, 2, 3}), Embedding.of(new float[] {-4, 5, 0}));

        try (NpyMatrix matrix = new NpyMatrix(npy)) {
            assertThat(matrix.rows()).isEqualTo(2);
            assertThat(matrix.row(0)).isEqualTo(Embedding.of(new float[] {1, 2, 3}).toArray());
            assertThat(matrix.row(1)).isEqualTo(Embedding.of(new float[] {-4, 5, 0}).toArray());
        }
    }

    @Test
    void writesTheHeaderThatNumPyReads() throws IOException {
        byte[] bytes = Files.readAllBytes(write(Embedding.of(new float[] {1, 2})));

        assertThat(bytes).hasSize(128 + 2 * Float.BYTES);
        assertThat(bytes).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
        String dictionary = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
        assertThat(dictionary).startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }").endsWith(" \n");
    }

    @Test
    void writesTheIdsInTheOrderOfTheRows() throws IOException {
        Path npy = write(Embedding.of(new float[] {1}), Embedding.of(new float[] {1}));

        assertThat(VectorFormat.idsOf(npy)).hasFileName("v.npy.ids").content().isEqualTo("row0\nrow1\n");
    }

    @Test
    void refusesAVectorOfAnotherDimension() {
        assertThatThrownBy(() -> write(Embedding.of(new float[] {1, 2}), Embedding.of(new float[] {1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vector of row1: expected dimension 2, got 1");
    }

    @Test
    void namesAFileThatWasCutOff() throws IOException {
        Path npy = write(Embedding.of(new float[] {1, 2}));
        byte[] whole = Files.readAllBytes(npy);
        for (int length : new int[] {0, 5, 127, 128, whole.length - 1}) {
            Files.write(npy, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> new NpyMatrix(npy).close())
                    .as("%d bytes", length)
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith(npy + ": expected ");
        }
    }

    private Path write(Embedding... rows) throws IOException {
        Path npy = folder.resolve("v.npy");
        try (VectorSink sink = VectorFormat.NPY.open(VectorFormat.NPY.files(npy), rows[0].dimension())) {
            for (int i = 0; i < rows.length; i++) {
                sink.append("row" + i, rows[i]);
            }
            sink.finish();
        }
        assertThat(VectorFormat.NPY.files(npy)).isEqualTo(List.of(folder.resolve("v.npy.ids"), npy));
        return npy;
    }
}
