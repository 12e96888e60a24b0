package dev.mme5.testkit;

import dev.mme5.core.json.Json;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// Writes an mllama model so small that a test can run it: random weights with every gate open, so that each of them counts, and the
/// tokenizer of the model that ships. The list of weights is that of the published checkpoints.
///
/// @param tiles greatest number of tiles
/// @param heads of the decoder
/// @param keyValueHeads of the decoder, a divisor of `heads`
/// @param layers of the decoder
/// @param crossLayers which of them look at the picture
/// @param intermediateLayers which states of the vision encoder become features, besides the last
/// @param llamaRope whether rotary frequencies are scaled as Llama 3 does
public record TinyMllama(
        int tiles,
        int heads,
        int keyValueHeads,
        int layers,
        List<Integer> crossLayers,
        List<Integer> intermediateLayers,
        boolean llamaRope) {
    /// Length of a vector.
    public static final int HIDDEN = 32;

    /// Side of a tile.
    public static final int TILE_PIXELS = 16;

    private static final int VOCABULARY = 6144;
    private static final int IMAGE_TOKEN = 6142;
    private static final int TEXT_INNER = 48;
    private static final int VISION = 16;
    private static final int VISION_INNER = 24;
    private static final int LOCAL_LAYERS = 3;
    private static final int GLOBAL_LAYERS = 2;
    private static final int PATCH_PIXELS = 8;
    private static final int PATCHES = (TILE_PIXELS / PATCH_PIXELS) * (TILE_PIXELS / PATCH_PIXELS) + 1;

    /// One tile, as `nano` has it.
    public static TinyMllama oneTile() {
        return new TinyMllama(1, 4, 2, 4, List.of(1, 3), List.of(2), false);
    }

    /// Four tiles, two intermediate layers and scaled rotary frequencies, as the published model has them.
    public static TinyMllama fourTiles() {
        return new TinyMllama(4, 4, 1, 3, List.of(0, 2), List.of(0, 3), true);
    }

    /// Writes a whole model's folder.
    ///
    /// @return the folder
    public Path write(Path folder, long seed) {
        writeWithoutWeights(folder);
        try (TensorScope _ = TensorScope.open("tiny-mllama")) {
            SafetensorsWriter.write(folder.resolve("model.safetensors"), weights(seed), Map.of("format", "pt"));
        }
        return folder;
    }

    /// Writes the configuration and the tokenizer alone.
    ///
    /// @return the folder
    public Path writeWithoutWeights(Path folder) {
        AtomicFiles.writeString(folder.resolve("config.json"), Json.writePretty(config()));
        AtomicFiles.writeString(folder.resolve("preprocessor_config.json"), Json.writePretty(preprocessor()));
        AtomicFiles.write(folder.resolve("tokenizer.json"), tokenizer());
        return folder;
    }

    private static byte[] tokenizer() {
        try {
            return Files.readAllBytes(Checkout.resolve("models/nano/tokenizer.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("vocab_size", VOCABULARY);
        text.put("hidden_size", HIDDEN);
        text.put("intermediate_size", TEXT_INNER);
        text.put("num_attention_heads", heads);
        text.put("num_key_value_heads", keyValueHeads);
        text.put("num_hidden_layers", layers);
        text.put("cross_attention_layers", crossLayers);
        text.put("hidden_act", "silu");
        text.put("rms_norm_eps", 1e-5);
        text.put("rope_theta", 10000.0);
        text.put("rope_scaling", llamaRope
                ? Map.of("rope_type", "llama3", "factor", 8.0, "low_freq_factor", 1.0, "high_freq_factor", 4.0,
                        "original_max_position_embeddings", 32)
                : Map.of("rope_type", "default"));
        text.put("max_position_embeddings", 128);
        Map<String, Object> vision = new LinkedHashMap<>();
        vision.put("hidden_size", VISION);
        vision.put("intermediate_size", VISION_INNER);
        vision.put("attention_heads", 2);
        vision.put("num_hidden_layers", LOCAL_LAYERS);
        vision.put("num_global_layers", GLOBAL_LAYERS);
        vision.put("image_size", TILE_PIXELS);
        vision.put("patch_size", PATCH_PIXELS);
        vision.put("max_num_tiles", tiles);
        vision.put("supported_aspect_ratios", canvases());
        vision.put("intermediate_layers_indices", intermediateLayers);
        vision.put("vision_output_dim", VISION * (1 + intermediateLayers.size()));
        vision.put("hidden_act", "gelu");
        vision.put("norm_eps", 1e-5);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("model_type", "mllama");
        config.put("image_token_index", IMAGE_TOKEN);
        config.put("text_config", text);
        config.put("vision_config", vision);
        return config;
    }

    private Map<String, Object> preprocessor() {
        return Map.of(
                "size", Map.of("height", TILE_PIXELS, "width", TILE_PIXELS),
                "max_image_tiles", tiles,
                "image_mean", List.of(0.48145466, 0.4578275, 0.40821073),
                "image_std", List.of(0.26862954, 0.26130258, 0.27577711));
    }

    private List<List<Integer>> canvases() {
        List<List<Integer>> canvases = new ArrayList<>();
        for (int height = 1; height <= tiles; height++) {
            for (int width = 1; height * width <= tiles; width++) {
                canvases.add(List.of(height, width));
            }
        }
        return canvases;
    }

    /// All weights, in the current scope.
    public Map<String, Tensor> weights(long seed) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        shapes().forEach((name, shape) -> weights.put(name, Ops.of(weight(seed, name, shape), shape)));
        return weights;
    }

    /// One weight. Each number follows from the seed, the weight's name and its place, so that other programs can make the same ones:
    /// `tools/goldens/make_mllama_goldens.py` does.
    public static float[] weight(long seed, String name, long... shape) {
        int count = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        double mean = isGate(name) ? 0.7 : isNormScale(name) ? 1 : 0;
        double width = Math.sqrt(3) * deviation(name, count / shape[0]);
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        long start = mix(seed) ^ mix(hash.getValue());
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            double unit = (mix(start + i) >>> 11) * 0x1.0p-53;
            numbers[i] = (float) (mean + width * (2 * unit - 1));
        }
        return numbers;
    }

    private static boolean isGate(String name) {
        return name.endsWith("gate") || name.contains("gate_attn") || name.contains("gate_ffn");
    }

    private static boolean isNormScale(String name) {
        return name.contains("norm") && name.endsWith("weight");
    }

    private static double deviation(String name, long in) {
        if (isGate(name)) {
            return 0.1;
        }
        if (isNormScale(name)) {
            return 0.2;
        }
        if (name.endsWith("bias") || name.contains("embedding")) {
            return 0.3;
        }
        return name.contains("embed_tokens") ? 1 : 1 / Math.sqrt(in);
    }

    private static long mix(long z) {
        z += 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private Map<String, long[]> shapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        long canvases = canvases().size() + 1L;
        String vision = "vision_model.";
        put(shapes, vision + "patch_embedding.weight", VISION, 3, PATCH_PIXELS, PATCH_PIXELS);
        put(shapes, vision + "class_embedding", VISION);
        for (String place : List.of("pre_tile", "post_tile")) {
            put(shapes, vision + place + "_positional_embedding.embedding.weight", canvases, (long) tiles * VISION);
            put(shapes, vision + place + "_positional_embedding.gate", 1);
        }
        put(shapes, vision + "gated_positional_embedding.gate", 1);
        put(shapes, vision + "gated_positional_embedding.embedding", PATCHES, VISION);
        put(shapes, vision + "gated_positional_embedding.tile_embedding.weight", canvases, (long) tiles * PATCHES * VISION);
        norm(shapes, vision + "layernorm_pre");
        norm(shapes, vision + "layernorm_post");
        for (int i = 0; i < LOCAL_LAYERS; i++) {
            visionLayer(shapes, vision + "transformer.layers." + i);
        }
        for (int i = 0; i < GLOBAL_LAYERS; i++) {
            visionLayer(shapes, vision + "global_transformer.layers." + i);
            put(shapes, vision + "global_transformer.layers." + i + ".gate_attn", 1);
            put(shapes, vision + "global_transformer.layers." + i + ".gate_ffn", 1);
        }
        put(shapes, "multi_modal_projector.weight", HIDDEN, VISION * (1L + intermediateLayers.size()));
        put(shapes, "multi_modal_projector.bias", HIDDEN);
        put(shapes, "language_model.model.embed_tokens.weight", VOCABULARY + 8, HIDDEN);
        for (int i = 0; i < layers; i++) {
            textLayer(shapes, "language_model.model.layers." + i, crossLayers.contains(i));
        }
        put(shapes, "language_model.model.norm.weight", HIDDEN);
        put(shapes, "language_model.lm_head.weight", VOCABULARY, HIDDEN);
        return shapes;
    }

    private static void visionLayer(Map<String, long[]> shapes, String name) {
        norm(shapes, name + ".input_layernorm");
        norm(shapes, name + ".post_attention_layernorm");
        for (String projection : List.of("q", "k", "v", "o")) {
            put(shapes, name + ".self_attn." + projection + "_proj.weight", VISION, VISION);
        }
        put(shapes, name + ".mlp.fc1.weight", VISION_INNER, VISION);
        put(shapes, name + ".mlp.fc1.bias", VISION_INNER);
        put(shapes, name + ".mlp.fc2.weight", VISION, VISION_INNER);
        put(shapes, name + ".mlp.fc2.bias", VISION);
    }

    private void textLayer(Map<String, long[]> shapes, String name, boolean cross) {
        String attention = name + (cross ? ".cross_attn." : ".self_attn.");
        long keyValueSize = (long) HIDDEN / heads * keyValueHeads;
        put(shapes, name + ".input_layernorm.weight", HIDDEN);
        put(shapes, name + ".post_attention_layernorm.weight", HIDDEN);
        put(shapes, attention + "q_proj.weight", HIDDEN, HIDDEN);
        put(shapes, attention + "k_proj.weight", keyValueSize, HIDDEN);
        put(shapes, attention + "v_proj.weight", keyValueSize, HIDDEN);
        put(shapes, attention + "o_proj.weight", HIDDEN, HIDDEN);
        put(shapes, name + ".mlp.gate_proj.weight", TEXT_INNER, HIDDEN);
        put(shapes, name + ".mlp.up_proj.weight", TEXT_INNER, HIDDEN);
        put(shapes, name + ".mlp.down_proj.weight", HIDDEN, TEXT_INNER);
        if (cross) {
            put(shapes, attention + "q_norm.weight", HIDDEN / heads);
            put(shapes, attention + "k_norm.weight", HIDDEN / heads);
            put(shapes, name + ".cross_attn_attn_gate", 1);
            put(shapes, name + ".cross_attn_mlp_gate", 1);
        }
    }

    private static void norm(Map<String, long[]> shapes, String name) {
        put(shapes, name + ".weight", VISION);
        put(shapes, name + ".bias", VISION);
    }

    private static void put(Map<String, long[]> shapes, String name, long... shape) {
        shapes.put(name, shape);
    }
}
