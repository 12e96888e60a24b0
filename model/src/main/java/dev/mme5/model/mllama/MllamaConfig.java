package dev.mme5.model.mllama;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The sizes of an mllama model, read from a Hugging Face `config.json`.
///
/// @param imageTokenId the token that stands for a picture
public record MllamaConfig(VisionConfig vision, TextConfig text, int imageTokenId) {

    /// @param layers local layers
    /// @param globalLayers gated layers after them
    /// @param imageSize tile side in pixels
    /// @param intermediateLayers indices into the list of states that starts with the encoder's input
    /// @param outputSize `E * (1 + intermediateLayers)`
    /// @param aspectRatios supported canvases as (height, width) in tiles; the id of a canvas is its index plus 1
    public record VisionConfig(
            int hiddenSize,
            int intermediateSize,
            int heads,
            int layers,
            int globalLayers,
            int imageSize,
            int patchSize,
            int channels,
            int maxTiles,
            List<Integer> intermediateLayers,
            int outputSize,
            double normEps,
            List<AspectRatio> aspectRatios) {

        /// Patches of a tile, its class token counted: P.
        public int patches() {
            return (imageSize / patchSize) * (imageSize / patchSize) + 1;
        }

        /// Patches padded to a multiple of 8: Q.
        public int paddedPatches() {
            return (patches() + 7) / 8 * 8;
        }
    }

    /// A canvas in tiles.
    public record AspectRatio(int height, int width) {}

    /// @param rope absent scaling means the plain rotary embedding
    public record TextConfig(
            int vocabularySize,
            int hiddenSize,
            int intermediateSize,
            int heads,
            int keyValueHeads,
            int layers,
            List<Integer> crossAttentionLayers,
            double rmsNormEps,
            double ropeTheta,
            Optional<RopeScaling> rope,
            int maxPositions) {

        public int headSize() {
            return hiddenSize / heads;
        }
    }

    /// Llama-3's frequency scaling (rope type `llama3`).
    public record RopeScaling(double factor, double lowFrequency, double highFrequency, int originalMaxPositions) {}

    /// Reads `config.json` in a model's folder. What a file does not say is as in the 11 B model: transformers leaves out what is usual
    /// when it writes one.
    ///
    /// @throws dev.mme5.core.json.JsonException if the file or one of its two halves is missing, or a value is not one that can be used
    public static MllamaConfig read(Path folder) {
        JsonObject json = Json.read(folder.resolve("config.json"));
        return new MllamaConfig(
                vision(json.object("vision_config")),
                text(json.object("text_config")),
                json.integerOr("image_token_index", 128256));
    }

    private static VisionConfig vision(JsonObject json) {
        requireActivation(json, "gelu");
        int layers = json.integerOr("num_hidden_layers", 32);
        return new VisionConfig(
                json.integerOr("hidden_size", 1280),
                json.integerOr("intermediate_size", 5120),
                json.integerOr("attention_heads", 16),
                layers,
                json.integerOr("num_global_layers", 8),
                json.integerOr("image_size", 448),
                json.integerOr("patch_size", 14),
                json.integerOr("num_channels", 3),
                json.integerOr("max_num_tiles", 4),
                intermediateLayers(json, layers),
                json.integerOr("vision_output_dim", 7680),
                json.numberOr("norm_eps", 1e-5),
                aspectRatios(json));
    }

    private static List<AspectRatio> aspectRatios(JsonObject json) {
        List<List<Integer>> pairs = json.has("supported_aspect_ratios")
                ? json.integerLists("supported_aspect_ratios")
                : List.of(List.of(1, 1), List.of(1, 2), List.of(1, 3), List.of(1, 4), List.of(2, 1), List.of(2, 2), List.of(3, 1), List.of(4, 1));
        return pairs.stream().map(pair -> new AspectRatio(pair.get(0), pair.get(1))).toList();
    }

    private static List<Integer> intermediateLayers(JsonObject json, int layers) {
        List<Integer> indices = integersOr(json, "intermediate_layers_indices", List.of(3, 7, 15, 23, 30));
        if (indices.stream().anyMatch(index -> index < 0 || index > layers)) {
            throw json.error("intermediate_layers_indices", "expected indices from 0, the encoder's input, to " + layers + ", got " + indices);
        }
        return indices;
    }

    private static List<Integer> integersOr(JsonObject json, String key, List<Integer> absent) {
        return json.has(key) ? json.integers(key) : absent;
    }

    /// Another activation would give other vectors without a word.
    private static void requireActivation(JsonObject json, String known) {
        String given = json.stringOr("hidden_act", known);
        if (!given.equals(known)) {
            throw json.error("hidden_act", "expected \"" + known + "\", got \"" + given + "\"");
        }
    }

    private static Optional<RopeScaling> scaling(JsonObject rope) {
        String type = rope.stringOr("rope_type", "default");
        return switch (type) {
            case "default" -> Optional.empty();
            case "llama3" -> Optional.of(new RopeScaling(
                    rope.number("factor"),
                    rope.number("low_freq_factor"),
                    rope.number("high_freq_factor"),
                    rope.integer("original_max_position_embeddings")));
            default -> throw rope.error("rope_type", "expected \"default\" or \"llama3\", got \"" + type + "\"");
        };
    }

    private static TextConfig text(JsonObject json) {
        requireActivation(json, "silu");
        Optional<RopeScaling> scaling = json.optionalObject("rope_scaling").flatMap(MllamaConfig::scaling);
        return new TextConfig(
                json.integerOr("vocab_size", 128256),
                json.integerOr("hidden_size", 4096),
                json.integerOr("intermediate_size", 14336),
                json.integerOr("num_attention_heads", 32),
                json.integerOr("num_key_value_heads", 8),
                json.integerOr("num_hidden_layers", 40),
                integersOr(json, "cross_attention_layers", List.of(3, 8, 13, 18, 23, 28, 33, 38)),
                json.numberOr("rms_norm_eps", 1e-5),
                json.numberOr("rope_theta", 500000),
                scaling,
                json.integerOr("max_position_embeddings", 131072));
    }
}
