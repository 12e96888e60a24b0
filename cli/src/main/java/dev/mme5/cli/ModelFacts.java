package dev.mme5.cli;

import dev.mme5.cli.stage.ModelFolder;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.torch.safetensors.CheckpointFiles;
import dev.mme5.torch.safetensors.TensorInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a model's files say of it, without its weights being read.
///
/// @param family `model_type` of the configuration
/// @param parameters how many numbers the weights are
/// @param dtypes tensors by the type they have on disk
/// @param vocabulary tokens, special ones included
/// @param maxTokens longest input
/// @param text the decoder's sizes
/// @param vision the vision encoder's sizes
/// @param tokens ids of special tokens
/// @param hashes SHA-256 by file
record ModelFacts(
        String family,
        long parameters,
        Map<String, Integer> dtypes,
        int vocabulary,
        int maxTokens,
        Map<String, Integer> text,
        Map<String, Integer> vision,
        Map<String, Integer> tokens,
        Map<String, String> hashes) {

    /// @throws dev.mme5.core.json.JsonException if there is no readable configuration
    static ModelFacts of(Path folder) {
        JsonObject config = Json.read(folder.resolve("config.json"));
        JsonObject text = config.object("text_config");
        JsonObject vision = config.object("vision_config");
        Map<String, Integer> dtypes = new TreeMap<>();
        long parameters = 0;
        try (CheckpointFiles files = CheckpointFiles.open(folder)) {
            for (String name : files.names()) {
                TensorInfo info = files.info(name);
                dtypes.merge(info.dtype().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
                parameters += Arrays.stream(info.shape()).reduce(1, Math::multiplyExact);
            }
        }
        Map<String, Integer> tokens = numbers(text, "bos_token_id", "pad_token_id");
        tokens.putAll(numbers(config, "image_token_index"));
        return new ModelFacts(config.string("model_type"), parameters, dtypes, text.integer("vocab_size"),
                text.integer("max_position_embeddings"),
                numbers(text, "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "num_key_value_heads"),
                numbers(vision, "hidden_size", "intermediate_size", "num_hidden_layers", "num_global_layers", "attention_heads",
                        "image_size", "patch_size", "max_num_tiles"),
                tokens, new ModelFolder(folder, Optional.empty()).hashes());
    }

    private static Map<String, Integer> numbers(JsonObject json, String... keys) {
        Map<String, Integer> numbers = new TreeMap<>();
        for (String key : keys) {
            if (json.has(key)) {
                numbers.put(key, json.integer(key));
            }
        }
        return numbers;
    }

    String summary() {
        return String.format(Locale.ROOT, "a model of the %s family with %,d parameters in %s", family, parameters,
                String.join(" and ", dtypes.keySet()));
    }

    /// One line for each fact.
    String lines() {
        return String.join("\n",
                "family       " + family,
                String.format(Locale.ROOT, "parameters   %,d", parameters),
                "on disk      " + shown(dtypes, " tensors in "),
                "tokens       " + vocabulary + ", at most " + maxTokens + " in a row; " + shown(tokens),
                "text         " + shown(text),
                "vision       " + shown(vision),
                hashes.entrySet().stream().map(hash -> "sha256       " + hash.getValue() + "  " + hash.getKey())
                        .collect(Collectors.joining("\n")));
    }

    private static String shown(Map<String, Integer> numbers) {
        return numbers.entrySet().stream().map(number -> number.getKey() + " " + number.getValue()).collect(Collectors.joining(", "));
    }

    private static String shown(Map<String, Integer> counts, String between) {
        return counts.entrySet().stream().map(count -> count.getValue() + between + count.getKey()).collect(Collectors.joining(", "));
    }
}
