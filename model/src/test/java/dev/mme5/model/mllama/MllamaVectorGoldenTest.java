package dev.mme5.model.mllama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.JsonObject;
import dev.mme5.model.Encoder;
import dev.mme5.model.Prepared;
import dev.mme5.model.RowBatches;
import dev.mme5.model.nn.Pass;
import dev.mme5.torch.DType;
import dev.mme5.torch.TensorScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole models: the pooled vectors of transformers 4.48.3 on the four checkpoints of fixtures/blocks, for text, one picture, two
/// pictures, a picture in the middle and at the end.
class MllamaVectorGoldenTest {
    private static final double COSINE_DISTANCE = 1e-6;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"grouped", "wide", "deep", "narrow"})
    void givesTheReferencesVectorsAloneAndInABatch(String name) throws IOException {
        try (BlockGolden golden = new BlockGolden(name); Encoder encoder = golden.encoder(folder, DType.F32)) {
            List<JsonObject> rows = golden.rows();
            List<Prepared> prepared = prepare(encoder, rows);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(distance(rows.get(i), encode(encoder, List.of(prepared.get(i))).getFirst()))
                        .as("row %d alone: %s", i, rows.get(i).string("text"))
                        .isLessThanOrEqualTo(COSINE_DISTANCE);
            }
            for (List<Integer> batch : RowBatches.of(prepared, new RowBatches.Budget(64, 100_000, 64))) {
                List<double[]> vectors = encode(encoder, batch.stream().map(prepared::get).toList());
                for (int place = 0; place < batch.size(); place++) {
                    JsonObject row = rows.get(batch.get(place));
                    assertThat(distance(row, vectors.get(place)))
                            .as("row %d among %d: %s", batch.get(place), batch.size(), row.string("text"))
                            .isLessThanOrEqualTo(COSINE_DISTANCE);
                }
            }
        }
    }

    /// Which single row is farther is chance, since both are as far away as rounding happens to lead; so over all rows.
    @Test
    void isInBf16NoFartherFromTheReferencesF32ThanTheReferencesBf16() throws IOException {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (String name : List.of("grouped", "wide", "deep", "narrow")) {
            Path target = Files.createDirectory(folder.resolve(name));
            try (BlockGolden golden = new BlockGolden(name); Encoder encoder = golden.encoder(target, DType.BF16)) {
                List<JsonObject> rows = golden.rows();
                List<Prepared> prepared = prepare(encoder, rows);
                for (int i = 0; i < rows.size(); i++) {
                    ours.add(distance(rows.get(i), encode(encoder, List.of(prepared.get(i))).getFirst()));
                    theirs.add(rows.get(i).number("bf16Distance"));
                }
            }
        }
        assertThat(mean(ours)).as("mean of %d rows", ours.size()).isLessThanOrEqualTo(mean(theirs));
        assertThat(Collections.max(ours)).as("worst").isLessThanOrEqualTo(Collections.max(theirs));
    }

    private static double mean(List<Double> numbers) {
        return numbers.stream().mapToDouble(number -> number).average().orElseThrow();
    }

    private static List<Prepared> prepare(Encoder encoder, List<JsonObject> rows) {
        List<Prepared> prepared = new ArrayList<>();
        for (JsonObject row : rows) {
            EncodedPrompt prompt = (EncodedPrompt) encoder.prepare(GoldenRows.content(row), UnaryOperator.identity());
            assertThat(prompt.ids()).as("tokens of %s", row.string("text"))
                    .containsExactly(row.integers("ids").stream().mapToInt(id -> id).toArray());
            prepared.add(prompt);
        }
        return prepared;
    }

    /// @return unit vectors
    private static List<double[]> encode(Encoder encoder, List<Prepared> rows) {
        try (TensorScope _ = TensorScope.open("golden")) {
            float[] states = encoder.encode(rows, Pass.inference()).to(DType.F32).toFloatArray();
            List<double[]> vectors = new ArrayList<>();
            for (int row = 0; row < rows.size(); row++) {
                double[] vector = new double[encoder.dimension()];
                double square = 0;
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = states[row * vector.length + i];
                    square += vector[i] * vector[i];
                }
                for (int i = 0; i < vector.length; i++) {
                    vector[i] /= Math.sqrt(square);
                }
                vectors.add(vector);
            }
            return vectors;
        }
    }

    /// 1 - cosine to the reference's vector in f32.
    private static double distance(JsonObject row, double[] vector) {
        List<Double> expected = row.numbers("vector");
        assertThat(vector).hasSameSizeAs(expected.toArray());
        double dot = 0;
        double square = 0;
        for (int i = 0; i < vector.length; i++) {
            dot += vector[i] * expected.get(i);
            square += expected.get(i) * expected.get(i);
        }
        return 1 - dot / Math.sqrt(square);
    }
}
