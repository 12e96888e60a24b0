package dev.mme5.model.mllama;

import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import dev.mme5.model.Encoder;
import dev.mme5.model.nn.Weights;
import dev.mme5.testkit.Checkout;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A tiny checkpoint of fixtures/blocks: its configuration, its weights by formula, and what the reference makes of it.
final class BlockGolden implements AutoCloseable {
    private static final long SEED = 7;

    private final Path folder;
    private final SafetensorsFile states;
    private final Weights weights;
    private final MllamaConfig config;

    BlockGolden(String name) {
        folder = Checkout.resolve("fixtures/blocks/" + name);
        states = SafetensorsFile.open(folder.resolve("states.safetensors"));
        weights = weights(DType.F32);
        config = MllamaConfig.read(folder);
    }

    private static Weights weights(DType type) {
        return new Weights("golden", (name, shape) -> {
            try (TensorScope _ = TensorScope.open("golden-weight")) {
                return TensorScope.detach(Ops.of(TinyMllama.weight(SEED, name, shape), shape).to(type));
            }
        });
    }

    MllamaConfig config() {
        return config;
    }

    /// Weights for blocks that are built one by one.
    Weights weights() {
        return weights;
    }

    /// What the reference's module of that name gives, in the current scope.
    Tensor state(String name) {
        return states.tensor(name);
    }

    /// The rows of [#state], by their place in [#rows].
    List<JsonObject> rowsOfStates() {
        List<JsonObject> all = rows();
        String places = states.metadata().get("rows");
        List<JsonObject> rows = new ArrayList<>();
        for (String place : places.substring(1, places.length() - 1).split(", ")) {
            rows.add(all.get(Integer.parseInt(place)));
        }
        return rows;
    }

    /// Prompts with the reference's token ids and vectors.
    List<JsonObject> rows() {
        List<JsonObject> rows = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(folder.resolve("rows.jsonl"))) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                rows.add(line.get().object());
            }
        }
        return rows;
    }

    /// The whole model, its folder put together in `target`.
    Encoder encoder(Path target, DType type) throws IOException {
        for (String file : List.of("config.json", "preprocessor_config.json")) {
            Files.copy(folder.resolve(file), target.resolve(file));
        }
        Files.copy(Checkout.resolve("fixtures/text/tokenizer.json"), target.resolve("tokenizer.json"));
        return new MllamaEncoder(target, weights(type), 128);
    }

    @Override
    public void close() {
        weights.close();
        states.close();
    }
}
