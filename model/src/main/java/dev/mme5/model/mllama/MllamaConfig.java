package dev.mme5.model.mllama;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /// Reads `config.json` in a model's folder.
    ///
    /// @throws dev.mme5.core.json.JsonException if it is missing or lacks a key
    public static MllamaConfig read(Path folder) {
        JsonObject json = Json.read(folder.resolve("config.json"));
        return new MllamaConfig(
                vision(json.object("vision_config")),
                text(json.object("text_config")),
                json.integerOr("image_token_index", 128256));
    }

    private static VisionConfig vision(JsonObject json) {
        requireActivation(json, "gelu");
        List<AspectRatio> ratios = new ArrayList<>();
        for (List<Integer> pair : json.integerLists("supported_aspect_ratios")) {
            ratios.add(new AspectRatio(pair.get(0), pair.get(1)));
        }
        return new VisionConfig(
                json.integer("hidden_size"),
                json.integer("intermediate_size"),
                json.integer("attention_heads"),
                json.integer("num_hidden_layers"),
                json.integer("num_global_layers"),
                json.integer("image_size"),
                json.integer("patch_size"),
                json.integerOr("num_channels", 3),
                json.integer("max_num_tiles"),
                json.integers("intermediate_layers_indices"),
                json.integer("vision_output_dim"),
                json.numberOr("norm_eps", 1e-5),
                ratios);
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
                json.integer("vocab_size"),
                json.integer("hidden_size"),
                json.integer("intermediate_size"),
                json.integer("num_attention_heads"),
                json.integer("num_key_value_heads"),
                json.integer("num_hidden_layers"),
                json.integers("cross_attention_layers"),
                json.numberOr("rms_norm_eps", 1e-5),
                json.numberOr("rope_theta", 500000),
                scaling,
                json.integerOr("max_position_embeddings", 131072));
    }
}
