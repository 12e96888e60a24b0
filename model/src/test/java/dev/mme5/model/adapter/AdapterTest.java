package dev.mme5.model.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.AdapterSpec;
import dev.mme5.core.Content;
import dev.mme5.core.ModelFormatException;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.model.Encoder;
import dev.mme5.model.TinyModels;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Pass;
import dev.mme5.testkit.SamplePictures;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.DType;
import dev.mme5.torch.NoGrad;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterTest {
    /// `fc2` has a bias.
    private static final List<String> TARGETS = List.of("q_proj", "v_proj", "down_proj", "fc2");

    private static final AdapterSpec LORA = new AdapterSpec.Lora(4, 8, 0.1, TARGETS);
    private static final AdapterSpec DORA = new AdapterSpec.Dora(4, 8, 0.1, TARGETS);

    @TempDir
    private Path folder;

    private Encoder encoder;

    @BeforeEach
    void open() {
        encoder = TinyModels.open(TinyMllama.oneTile(), DType.F32);
    }

    @AfterEach
    void close() {
        encoder.close();
    }

    private float[] vector(Encoder of, Pass pass) {
        try (TensorScope _ = TensorScope.open("vector");
                NoGrad _ = NoGrad.enter()) {
            Content content = Content.imageText(SamplePictures.picture(1), "what is it?");
            return of.encode(List.of(of.prepare(content, UnaryOperator.identity())), pass).toFloatArray();
        }
    }

    private float[] vector() {
        return vector(encoder, Pass.inference());
    }

    /// Moves every parameter away from its beginning.
    private static void move(Adapter adapter) {
        try (TensorScope _ = TensorScope.open("move");
                NoGrad _ = NoGrad.enter()) {
            Rng rng = new Rng(4);
            for (Parameter parameter : adapter.parameters()) {
                parameter.value().addInPlace(Ops.randn(rng, parameter.value().shape()), 0.2);
            }
        }
    }

    @Test
    void changesNothingWhenFresh() {
        float[] plain = vector();
        for (AdapterSpec spec : List.of(LORA, DORA)) {
            try (Adapter adapter = Adapter.attach(encoder.weights(), spec, new Rng(1))) {
                assertThat(vector()).as("%s", spec).containsExactly(plain, within(1e-5f));
                move(adapter);
                assertThat(vector()).as("%s", spec).isNotEqualTo(plain);
            }
        }
    }

    @Test
    void beginsWithANormalAOfDeviationOneOverTheRankAndBZero() {
        try (Adapter adapter = Adapter.attach(encoder.weights(), LORA, new Rng(1));
                TensorScope _ = TensorScope.open("test")) {
            double squares = 0;
            long count = 0;
            for (Parameter parameter : adapter.parameters()) {
                double sum = parameter.value().square().sum().item();
                if (parameter.name().endsWith("lora_B.weight")) {
                    assertThat(sum).isZero();
                } else {
                    squares += sum;
                    count += parameter.value().elementCount();
                }
            }
            assertThat(Math.sqrt(squares / count)).isCloseTo(1.0 / 4, within(0.02));
        }
    }

    @Test
    void givesTheSameVectorsMergedAndTakenOff() {
        for (AdapterSpec spec : List.of(LORA, DORA)) {
            float[] plain = vector();
            try (Adapter adapter = Adapter.attach(encoder.weights(), spec, new Rng(1))) {
                move(adapter);
                float[] adapted = vector();
                adapter.mergeInto(encoder.weights());
                assertThat(vector()).as("merged %s", spec).containsExactly(adapted, within(2e-4f));
                assertThat(adapted).isNotEqualTo(plain);
            }
            float[] merged = vector();
            assertThat(merged).as("closed %s", spec).isNotEqualTo(plain);
        }
    }

    @Test
    void adaptsTheLayersThatTheTargetsName() {
        try (Adapter adapter = Adapter.attach(encoder.weights(), new AdapterSpec.Lora(2, 4, 0, List.of("mlp.fc1")), new Rng(1))) {
            assertThat(adapter.layerNames()).hasSize(5).allMatch(name -> name.startsWith("vision_model") && name.endsWith(".mlp.fc1"));
        }
        AdapterSpec unknown = new AdapterSpec.Lora(2, 4, 0, List.of("c_attn"));
        assertThatThrownBy(() -> Adapter.attach(encoder.weights(), unknown, new Rng(1)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("[c_attn]").hasMessageContaining("q_proj");
    }

    @Test
    void comesBackFromItsFiles() {
        for (AdapterSpec spec : List.of(LORA, DORA)) {
            float[] expected;
            try (Adapter adapter = Adapter.attach(encoder.weights(), spec, new Rng(1))) {
                move(adapter);
                expected = vector();
                PeftFiles.write(adapter, folder, "tiny");
            }
            try (Encoder other = TinyModels.open(TinyMllama.oneTile(), DType.F32);
                    Adapter adapter = PeftFiles.attach(other.weights(), folder)) {
                assertThat(adapter.spec()).isEqualTo(spec);
                assertThat(vector(other, Pass.inference())).containsExactly(expected);
            }
        }
    }

    @Test
    void isWrittenUnderPeftsNames() {
        AdapterSpec spec = new AdapterSpec.Dora(2, 4, 0, List.of("multi_modal_projector"));
        try (Adapter adapter = Adapter.attach(encoder.weights(), spec, new Rng(1))) {
            PeftFiles.write(adapter, folder, "tiny");
        }
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("adapter_model.safetensors"))) {
            Set<String> names = new TreeSet<>(file.names());
            assertThat(names).containsExactly(
                    "base_model.model.multi_modal_projector.lora_A.weight",
                    "base_model.model.multi_modal_projector.lora_B.weight",
                    "base_model.model.multi_modal_projector.lora_magnitude_vector");
        }
    }

    @Test
    void ofAnotherModelIsRefusedByTheNameOfATensorAndItsShapes() {
        AdapterSpec spec = new AdapterSpec.Lora(2, 4, 0, List.of("k_proj"));
        try (Adapter adapter = Adapter.attach(encoder.weights(), spec, new Rng(1))) {
            PeftFiles.write(adapter, folder, "tiny");
        }
        try (Encoder narrow = TinyModels.open(new TinyMllama(1, 4, 1, 4, List.of(1, 3), List.of(2), false), DType.F32)) {
            float[] plain = vector(narrow, Pass.inference());
            assertRefused(narrow, "language_model.model.layers.0.self_attn.k_proj.lora_B.weight: expected shape [8, 2], got [16, 2]");
            assertThat(vector(narrow, Pass.inference())).as("after the refusal").containsExactly(plain);
        }
        try (Encoder shallow = TinyModels.open(new TinyMllama(1, 4, 2, 3, List.of(1), List.of(2), false), DType.F32)) {
            assertRefused(shallow, "expected 16 tensors for 8 adapted layers, got 18");
        }
    }

    @Test
    void ofAKindNotKnownIsRefused() throws IOException {
        try (Adapter adapter = Adapter.attach(encoder.weights(), LORA, new Rng(1))) {
            PeftFiles.write(adapter, folder, "tiny");
        }
        Path config = folder.resolve("adapter_config.json");
        String json = Files.readString(config);
        AtomicFiles.writeString(config, json.replaceAll("\"use_rslora\" *: *false", "\"use_rslora\":true"));
        assertRefused(encoder, "adapter_config.json: use_rslora: expected false, got true; ");
        AtomicFiles.writeString(config, json.replaceFirst("\\{", "{\"alpha_pattern\": {\"q_proj\": 2},"));
        assertRefused(encoder, "alpha_pattern");
        Files.delete(config);
        assertRefused(encoder, "adapter_config.json");
        AtomicFiles.writeString(config, json);
        Path tensors = folder.resolve("adapter_model.safetensors");
        AtomicFiles.write(tensors, java.util.Arrays.copyOf(Files.readAllBytes(tensors), 900));
        assertRefused(encoder, "adapter_model.safetensors");
        Files.delete(tensors);
        assertRefused(encoder, "adapter_model.safetensors: expected the adapter's tensors, got nothing");
    }

    private void assertRefused(Encoder of, String message) {
        assertThatThrownBy(() -> PeftFiles.attach(of.weights(), folder).close())
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void dropsInputsInTrainingAlone() {
        for (AdapterSpec spec : List.of(LORA, DORA)) {
            try (Adapter adapter = Adapter.attach(encoder.weights(), spec, new Rng(1))) {
                move(adapter);
                float[] inference = vector();
                assertThat(vector()).containsExactly(inference);
                float[] training = vector(encoder, Pass.training(new Rng(1)));
                assertThat(vector(encoder, Pass.training(new Rng(1)))).as("same seed").containsExactly(training);
                assertThat(vector(encoder, Pass.training(new Rng(2)))).as("other seed").isNotEqualTo(training);
                assertThat(training).isNotEqualTo(inference);
            }
        }
    }
}
