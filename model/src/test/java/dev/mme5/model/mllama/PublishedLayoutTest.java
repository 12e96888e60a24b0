package dev.mme5.model.mllama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.AdapterSpec;
import dev.mme5.core.Content;
import dev.mme5.core.ModelFormatException;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.model.Encoder;
import dev.mme5.model.Loading;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.adapter.Adapter;
import dev.mme5.model.adapter.PeftFiles;
import dev.mme5.model.nn.Pass;
import dev.mme5.testkit.Checkout;
import dev.mme5.testkit.SamplePictures;
import dev.mme5.torch.DType;
import dev.mme5.torch.Rng;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.CheckpointWriter;
import dev.mme5.torch.safetensors.TensorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of intfloat/mmE5-mllama-11b-instruct and meta-llama/Llama-3.2-11B-Vision as they lie on disk: the same names and keys, five
/// shards, small sizes.
class PublishedLayoutTest {
    private static final String INDEX = "model.safetensors.index.json";
    private static final String SECOND_SHARD = "model-00002-of-00005.safetensors";
    private static final long SHARD_BYTES = 400_000;

    @TempDir
    private static Path made;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeCheckpoint() throws IOException {
        PublishedFiles.write(Checkout.resolve("models/nano"), made);
        shrink("config.json", "4096", "32", "14336", "48", "attention_heads\": 32", "attention_heads\": 4", "key_value_heads\": 8",
                "key_value_heads\": 2", "1280", "16", "5120", "24", "attention_heads\": 16", "attention_heads\": 2", "448", "28", "7680", "96");
        shrink("preprocessor_config.json", "448", "28");
        AtomicFiles.writeString(made.resolve("chat_template.json"), "{\"chat_template\": \"not used\"}");
        List<TensorInfo> infos = WeightList.withHead(MllamaConfig.read(made), DType.BF16);
        try (RepeatedNoise noise = new RepeatedNoise(3)) {
            CheckpointWriter.write(made, infos, SHARD_BYTES, noise::make);
        }
    }

    private static void shrink(String file, String... pairs) throws IOException {
        String text = Files.readString(made.resolve(file));
        for (int i = 0; i < pairs.length; i += 2) {
            assertThat(text).contains(pairs[i]);
            text = text.replace(pairs[i], pairs[i + 1]);
        }
        AtomicFiles.writeString(made.resolve(file), text);
    }

    @BeforeEach
    void copyCheckpoint() throws IOException {
        try (Stream<Path> files = Files.list(made)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private void assertRefused(String... words) {
        long live = TensorScope.liveTensors();
        assertThatThrownBy(() -> ModelLoader.open(folder, DType.BF16).close())
                .satisfies(e -> assertThat(e.getMessage()).startsWith(folder.toString()).contains(words).matches("(?s).*expected .*, got .*"));
        assertThat(TensorScope.liveTensors()).isEqualTo(live);
    }

    @Test
    void hasThePublishedFilesAndKeys() {
        JsonObject map = Json.read(folder.resolve(INDEX)).object("weight_map");
        assertThat(map.keys()).hasSize(906).contains(
                "language_model.lm_head.weight",
                "language_model.model.embed_tokens.weight",
                "language_model.model.layers.0.self_attn.q_proj.weight",
                "language_model.model.layers.38.cross_attn.q_norm.weight",
                "language_model.model.layers.38.cross_attn_mlp_gate",
                "multi_modal_projector.bias",
                "vision_model.gated_positional_embedding.tile_embedding.weight",
                "vision_model.global_transformer.layers.7.gate_attn",
                "vision_model.pre_tile_positional_embedding.embedding.weight",
                "vision_model.transformer.layers.31.mlp.fc1.bias");
        for (int shard = 1; shard <= 5; shard++) {
            assertThat(folder.resolve("model-0000" + shard + "-of-00005.safetensors")).isRegularFile();
        }
    }

    @Test
    void theNamedSizeHasThePublishedNumberOfParameters(@TempDir Path full) {
        PublishedFiles.write(Checkout.resolve("models/nano"), full);
        long parameters = WeightList.withHead(MllamaConfig.read(full), DType.BF16).stream().mapToLong(TensorInfo::elements).sum();
        assertThat(parameters).isEqualTo(10_642_941_475L);
    }

    @Test
    void isReadAndEmbedsTextAndPictures() {
        try (Encoder encoder = ModelLoader.open(folder, DType.BF16)) {
            float[] text = vector(encoder, Content.text("a dog"));
            float[] picture = vector(encoder, Content.imageText(SamplePictures.picture(1), "a dog"));
            float[] other = vector(encoder, Content.imageText(SamplePictures.picture(2), "a dog"));
            assertThat(text).hasSize(32).isNotEqualTo(picture);
            assertThat(picture).as("the gates are open").isNotEqualTo(other);
        }
    }

    @Test
    void weightsKeptAsTheyAreStoredGiveTheVectorsOfConvertedOnes() {
        Content content = Content.imageText(SamplePictures.picture(1), "a dog");
        try (Encoder converted = ModelLoader.open(folder, DType.F32);
                Encoder stored = ModelLoader.open(folder, new Loading(DType.F32, Loading.LinearWeights.AS_STORED))) {
            assertThat(vector(stored, content)).isEqualTo(vector(converted, content));
            assertThat(stored.weights().linears().get("multi_modal_projector").weight().value().dtype()).isEqualTo(DType.BF16);
            assertThat(converted.weights().linears().get("multi_modal_projector").weight().value().dtype()).isEqualTo(DType.F32);
        }
    }

    private static float[] vector(Encoder encoder, Content content) {
        try (TensorScope _ = TensorScope.open("test")) {
            return encoder.encode(List.of(encoder.prepare(content, UnaryOperator.identity())), Pass.inference()).toFloatArray();
        }
    }

    @Test
    void usesTheIdsOfThePublishedSpecialTokens() {
        try (Encoder encoder = ModelLoader.open(folder, DType.BF16)) {
            int[] ids = encoder.prepare(Content.image(SamplePictures.picture(1)), UnaryOperator.identity()).ids();
            assertThat(ids).startsWith(128000, 128256, 128000);
            assertThat(Arrays.stream(encoder.tokens("a dog 犬"))).as("nano's pieces, no filler").allMatch(id -> id < 6140);
        }
    }

    @Test
    void takesTheAdapterThatLiesBesideThePublishedModel() {
        List<String> targets = List.of("q_proj", "k_proj", "v_proj", "o_proj", "out_proj", "qkv_proj", "gate_up_proj", "down_proj");
        try (Encoder encoder = ModelLoader.open(folder, DType.BF16)) {
            try (Adapter adapter = Adapter.attach(encoder.weights(), new AdapterSpec.Dora(8, 64, 0.1, targets), new Rng(1))) {
                PeftFiles.write(adapter, folder.resolve("lora"), "meta-llama/Llama-3.2-11B-Vision");
            }
        }
        try (Encoder encoder = ModelLoader.open(folder, DType.BF16);
                Adapter adapter = PeftFiles.attach(encoder.weights(), folder.resolve("lora"))) {
            assertThat(adapter.layerNames()).contains("language_model.model.layers.3.cross_attn.q_proj")
                    .noneMatch(name -> name.endsWith("gate_proj") || name.endsWith("fc1"));
            assertThat(vector(encoder, Content.text("a dog"))).doesNotContain(Float.NaN);
        }
    }

    @Test
    void namesTheFileThatIsMissing() throws IOException {
        for (String file : List.of("config.json", "preprocessor_config.json", "tokenizer.json", SECOND_SHARD)) {
            byte[] bytes = Files.readAllBytes(folder.resolve(file));
            Files.delete(folder.resolve(file));
            assertRefused(file);
            AtomicFiles.write(folder.resolve(file), bytes);
        }
        Files.delete(folder.resolve(INDEX));
        assertRefused("expected model.safetensors or " + INDEX + ", got neither");
    }

    @Test
    void namesTheShardThatIsCutShortOrLacksAWeight() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(SECOND_SHARD));
        AtomicFiles.write(folder.resolve(SECOND_SHARD), Arrays.copyOf(bytes, bytes.length - 10));
        assertRefused(SECOND_SHARD);
        Files.copy(folder.resolve("model-00003-of-00005.safetensors"), folder.resolve(SECOND_SHARD),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertRefused(SECOND_SHARD, "language_model.model.embed_tokens.weight");
    }

    @Test
    void refusesAnIndexThatLacksAWeightOrReachesOutOfTheFolder() throws IOException {
        String index = Files.readString(folder.resolve(INDEX));
        AtomicFiles.writeString(folder.resolve(INDEX), index.replaceFirst("\"multi_modal_projector.bias\": \"[^\"]+\",\\s*", ""));
        assertRefused("multi_modal_projector.bias: expected a weight of that name");
        AtomicFiles.writeString(folder.resolve(INDEX), index.replace(SECOND_SHARD, "../" + SECOND_SHARD));
        assertRefused(INDEX);
    }

    @Test
    void refusesPictureStepsThatItDoesNotTake() throws IOException {
        String processor = Files.readString(folder.resolve("preprocessor_config.json"));
        Map<String, String> odd = Map.of("do_normalize\": true", "do_normalize\": false", "resample\": 2", "resample\": 3",
                "rescale_factor\": 0.0039", "rescale_factor\": 0.0078");
        odd.forEach((from, to) -> {
            assertThat(processor).contains(from);
            AtomicFiles.writeString(folder.resolve("preprocessor_config.json"), processor.replace(from, to));
            assertThatThrownBy(() -> ModelLoader.open(folder, DType.BF16)).isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("preprocessor_config.json: " + from.substring(0, from.indexOf('"')) + ": expected");
        });
    }

    @Test
    void aSmallModelComputesInF32WhateverItIsStoredIn() {
        assertThat(Loading.fitting(folder, Optional.empty())).isEqualTo(Loading.in(DType.F32));
        assertThat(Loading.fitting(folder, Optional.of(DType.BF16)).type()).isEqualTo(DType.BF16);
    }
}
