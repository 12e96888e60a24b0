package dev.mme5.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.Content;
import dev.mme5.core.ModelFormatException;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.model.nn.Pass;
import dev.mme5.testkit.SamplePictures;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLoaderTest {
    @TempDir
    private Path folder;

    private void change(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        AtomicFiles.writeString(folder.resolve(file), text.replace(from, to));
    }

    private void writeChanged(Consumer<Map<String, Tensor>> change) {
        try (TensorScope _ = TensorScope.open("test")) {
            Map<String, Tensor> weights = TinyMllama.oneTile().weights(1);
            change.accept(weights);
            SafetensorsWriter.write(folder.resolve("model.safetensors"), weights, Map.of());
        }
    }

    /// Checks the message, and that nothing stays in memory.
    private void assertRefused(String... parts) {
        long live = TensorScope.liveTensors();
        assertThatThrownBy(() -> ModelLoader.open(folder, DType.F32).close())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageStartingWith(folder.toString())
                .hasMessageMatching("(?s).*: expected .*, got .*; .*")
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
        assertThat(TensorScope.liveTensors()).isEqualTo(live);
    }

    @Test
    void refusesAFolderWithoutConfiguration() {
        assertRefused("config.json", "got nothing");
    }

    @Test
    void refusesAnotherFamilyBeforeItReadsWeights() {
        TinyMllama.oneTile().writeWithoutWeights(folder);
        AtomicFiles.writeString(folder.resolve("config.json"), "{\"model_type\": \"qwen2_vl\"}");
        assertRefused("config.json: model_type: expected \"mllama\", got \"qwen2_vl\"");
    }

    @Test
    void refusesAConfigurationThatIsNoJsonOrLacksAKey() throws IOException {
        TinyMllama.oneTile().write(folder, 1);
        change("config.json", "\"vision_config\"", "\"version_config\"");
        assertRefused("config.json", "vision_config");
        AtomicFiles.writeString(folder.resolve("config.json"), "{");
        assertRefused("config.json");
    }

    @Test
    void refusesIndicesOfStatesThatAreNotThere() throws IOException {
        TinyMllama.oneTile().write(folder, 1);
        change("config.json", "\"intermediate_layers_indices\" : [ 2 ]", "\"intermediate_layers_indices\" : [ 4 ]");
        assertRefused("vision_config.intermediate_layers_indices: expected indices from 0, the encoder's input, to 3, got [4]");
    }

    @Test
    void refusesWhatItWouldComputeOtherwise() throws IOException {
        TinyMllama.oneTile().write(folder, 1);
        change("config.json", "\"default\"", "\"yarn\"");
        assertRefused("text_config.rope_scaling.rope_type: expected \"default\" or \"llama3\", got \"yarn\"");
        change("config.json", "\"yarn\"", "\"default\"");
        change("config.json", "\"gelu\"", "\"quick_gelu\"");
        assertRefused("vision_config.hidden_act: expected \"gelu\", got \"quick_gelu\"");
    }

    @Test
    void refusesAFolderWithoutWeights() {
        TinyMllama.oneTile().writeWithoutWeights(folder);
        assertRefused("expected model.safetensors or model.safetensors.index.json, got neither");
    }

    @Test
    void namesAWeightThatIsMissing() {
        TinyMllama.oneTile().writeWithoutWeights(folder);
        writeChanged(weights -> weights.remove("vision_model.class_embedding"));
        assertRefused("vision_model.class_embedding: expected a weight of that name with shape [16], got none");
    }

    @Test
    void namesAWeightThatIsLeftOver() {
        TinyMllama.oneTile().writeWithoutWeights(folder);
        writeChanged(weights -> weights.put("vision_model.extra", Ops.zeros(DType.F32, 1)));
        assertRefused("got 1 left over, first vision_model.extra");
    }

    @Test
    void namesAWeightOfTheWrongShape() {
        TinyMllama.oneTile().writeWithoutWeights(folder);
        writeChanged(weights -> weights.put("language_model.model.norm.weight", Ops.zeros(DType.F32, 31)));
        assertRefused("language_model.model.norm.weight: expected shape [32], got [31]");
    }

    @Test
    void refusesWeightsThatWereCutShort() throws IOException {
        TinyMllama.oneTile().write(folder, 1);
        Path file = folder.resolve("model.safetensors");
        AtomicFiles.write(file, Arrays.copyOf(Files.readAllBytes(file), 500_000));
        assertRefused("model.safetensors");
        AtomicFiles.write(file, new byte[5]);
        assertRefused("model.safetensors");
    }

    @Test
    void refusesAFolderWithoutTokenizer() throws IOException {
        TinyMllama.oneTile().write(folder, 1);
        Files.delete(folder.resolve("tokenizer.json"));
        assertRefused("tokenizer.json: expected the tokenizer's file, got nothing");
        AtomicFiles.writeString(folder.resolve("tokenizer.json"), "{}");
        assertRefused("tokenizer.json: expected a tokenizer of the tokenizers library");
    }

    @Test
    void refusesATokenizerWithoutTheImageToken() throws IOException {
        TinyMllama.oneTile().write(folder, 1);
        change("tokenizer.json", "<|image|>", "<|picture|>");
        assertRefused("tokenizer.json: expected the special token <|image|> in the vocabulary, got none");
    }

    @Test
    void refusesFilesOfDifferentModels() throws IOException {
        TinyMllama.oneTile().write(folder, 1);
        change("config.json", "6142", "6143");
        assertRefused("config.json: image_token_index: expected 6142, the id of <|image|> in tokenizer.json, got 6143");
        change("config.json", "6143", "6142");
        TinyMllama.fourTiles().writeWithoutWeights(folder.resolve("other"));
        Files.copy(folder.resolve("other/preprocessor_config.json"), folder.resolve("preprocessor_config.json"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertRefused("preprocessor_config.json: expected the tiles of config.json, 1 of 16 pixels on 1 canvases, got 4 of 16 on 8");
    }

    @Test
    void opensWhatWasWritten() {
        Path copy = folder.resolve("copy");
        TinyMllama.fourTiles().write(folder, 1);
        float[] expected;
        try (Encoder encoder = ModelLoader.open(folder, DType.F32)) {
            expected = vector(encoder);
            ModelFiles.write(encoder, folder, copy, DType.F32);
        }
        try (Encoder encoder = ModelLoader.open(copy, DType.F32)) {
            assertThat(vector(encoder)).containsExactly(expected, within(0f));
            assertThat(encoder.weights().parameters()).as("the language-model head is kept")
                    .anyMatch(parameter -> parameter.name().startsWith("language_model.lm_head"));
        }
    }

    private static float[] vector(Encoder encoder) {
        try (TensorScope _ = TensorScope.open("test")) {
            Content content = Content.imageText(SamplePictures.picture(3), "a dog");
            return encoder.encode(List.of(encoder.prepare(content, UnaryOperator.identity())), Pass.inference()).toFloatArray();
        }
    }
}
