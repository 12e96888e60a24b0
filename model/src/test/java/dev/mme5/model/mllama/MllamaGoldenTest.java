package dev.mme5.model.mllama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.model.Encoder;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.Prepared;
import dev.mme5.model.adapter.Adapter;
import dev.mme5.model.adapter.PeftFiles;
import dev.mme5.model.nn.Pass;
import dev.mme5.model.nn.Weights;
import dev.mme5.testkit.Checkout;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Vectors of transformers 4.48.3 and PEFT 0.14 on tiny random weights: see the side-cars in fixtures/mllama.
class MllamaGoldenTest {
    private static final List<String> TARGETS = List.of("q_proj", "k_proj", "v_proj", "o_proj", "down_proj", "fc2");
    private static final long SEED = 7;
    private static final long ADAPTER_SEED = 11;
    private static final int RANK = 4;
    private static final float TOLERANCE = 5e-6f;

    @TempDir
    private Path folder;

    @Test
    void givesTheReferencesVectorsWithOneTile() throws IOException {
        compare(TinyMllama.oneTile(), "one-tile");
    }

    @Test
    void givesTheReferencesVectorsWithFourTiles() throws IOException {
        compare(TinyMllama.fourTiles(), "four-tiles");
    }

    private void compare(TinyMllama shape, String name) throws IOException {
        List<JsonObject> rows = rows(Checkout.resolve("fixtures/mllama/" + name + ".jsonl"));
        try (Encoder encoder = ModelLoader.open(shape.write(folder.resolve(name), SEED), DType.F32)) {
            assertVectors(encoder, rows, "vector");
            for (String kind : List.of("lora", "dora")) {
                Path adapter = writeAdapter(encoder.weights(), kind.equals("dora"));
                try (Adapter _ = PeftFiles.attach(encoder.weights(), adapter)) {
                    assertVectors(encoder, rows, kind);
                }
            }
        }
    }

    private static void assertVectors(Encoder encoder, List<JsonObject> rows, String key) throws IOException {
        for (JsonObject row : rows) {
            Prepared prepared = encoder.prepare(GoldenRows.content(row), UnaryOperator.identity());
            List<Integer> ids = new ArrayList<>();
            for (int id : ((EncodedPrompt) prepared).ids()) {
                ids.add(id);
            }
            assertThat(ids).as("tokens of %s", row.string("text")).isEqualTo(row.integers("ids"));
            try (TensorScope _ = TensorScope.open("golden")) {
                Tensor state = encoder.encode(List.of(prepared), Pass.inference());
                float[] expected = new float[encoder.dimension()];
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = row.numbers(key).get(i).floatValue();
                }
                assertThat(state.div(state.norm2(1, true)).toFloatArray())
                        .as("%s of %s", key, row.string("text"))
                        .containsExactly(expected, within(TOLERANCE));
            }
        }
    }

    private static List<JsonObject> rows(Path file) {
        List<JsonObject> rows = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(file)) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                rows.add(line.get().object());
            }
        }
        return rows;
    }

    private Path writeAdapter(Weights weights, boolean dora) {
        Path target = folder.resolve(dora ? "dora" : "lora");
        AtomicFiles.writeString(target.resolve("adapter_config.json"), Json.write(Map.of(
                "peft_type", "LORA", "r", RANK, "lora_alpha", 6, "lora_dropout", 0.0, "target_modules", TARGETS, "use_dora", dora)));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (TensorScope _ = TensorScope.open("adapter")) {
            weights.linears().forEach((name, linear) -> {
                if (TARGETS.contains(name.substring(name.lastIndexOf('.') + 1))) {
                    Tensor weight = linear.weight().value();
                    put(tensors, name + ".lora_A.weight", 2, RANK, weight.size(1));
                    put(tensors, name + ".lora_B.weight", 0.5, weight.size(0), RANK);
                    if (dora) {
                        String magnitude = name + ".lora_magnitude_vector";
                        Tensor drawn = Ops.of(TinyMllama.weight(ADAPTER_SEED, magnitude + ".bias", weight.size(0)), weight.size(0));
                        tensors.put("base_model.model." + magnitude, weight.norm2(1, false).mul(drawn.mul(0.3).add(1)));
                    }
                }
            });
            SafetensorsWriter.write(target.resolve("adapter_model.safetensors"), tensors, Map.of());
        }
        return target;
    }

    private static void put(Map<String, Tensor> tensors, String name, double scale, long... shape) {
        tensors.put("base_model.model." + name, Ops.of(TinyMllama.weight(ADAPTER_SEED, name, shape), shape).mul(scale));
    }
}
