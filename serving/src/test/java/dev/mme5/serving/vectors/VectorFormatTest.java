package dev.mme5.serving.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Embedding;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFormatTest {
    @TempDir
    Path folder;

    @Test
    void isChosenByTheNamesEnding() {
        assertThat(VectorFormat.of(Path.of("a/b.jsonl"))).isEqualTo(VectorFormat.JSONL);
        assertThat(VectorFormat.of(Path.of("b.npy"))).isEqualTo(VectorFormat.NPY);
        assertThatThrownBy(() -> VectorFormat.of(Path.of("b.csv")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("b.csv: expected a name that ends in .jsonl or .npy");
    }

    @Test
    void writesJsonLinesThatReadBackAsTheSameFloats() throws IOException {
        Embedding embedding = Embedding.of(new float[] {1e-20f, -3, 0.1f, 1e-4f});
        Path file = folder.resolve("v.jsonl");
        try (VectorSink sink = VectorFormat.JSONL.open(List.of(file), 4)) {
            sink.append("a \"quoted\" id\n", embedding);
            sink.finish();
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1);
        JsonObject row = Json.parse(lines.getFirst(), "line");
        assertThat(row.string("id")).isEqualTo("a \"quoted\" id\n");
        List<Float> values = new ArrayList<>();
        row.numbers("embedding").forEach(value -> values.add(value.floatValue()));
        float[] expected = embedding.toArray();
        assertThat(values).containsExactly(expected[0], expected[1], expected[2], expected[3]);
    }
}
