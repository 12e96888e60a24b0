package dev.mme5.model.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.Json;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Progress;
import dev.mme5.model.doctor.Finding.Status;
import dev.mme5.testkit.Checkout;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A healthy model passes; each planted fault is named.
class DoctorTest {
    private static final String QUERY = "language_model.model.layers.0.self_attn.q_proj.weight";
    private static final String FINAL_NORM = "language_model.model.norm.weight";
    private static final Doctor.Options FULL = new Doctor.Options(false, true, Optional.empty());

    @TempDir
    private Path folder;

    @BeforeEach
    void writeModel() throws IOException {
        TinyMllama.oneTile().write(folder, 7);
        change("config.json", "\"vocab_size\"", "\"bos_token_id\": 6140, \"vocab_size\"");
    }

    private void change(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        AtomicFiles.writeString(folder.resolve(file), text.replace(from, to));
    }

    private void plant(String weight, UnaryOperator<Tensor> fault) {
        try (TensorScope _ = TensorScope.open("test")) {
            Map<String, Tensor> weights = TinyMllama.oneTile().weights(7);
            weights.computeIfPresent(weight, (_, tensor) -> fault.apply(tensor));
            SafetensorsWriter.write(folder.resolve("model.safetensors"), weights, Map.of());
        }
    }

    private Report examine() {
        return Doctor.examine(folder, FULL, Progress.silent());
    }

    private static Finding finding(Report report, String check) {
        return report.findings().stream().filter(one -> one.check().equals(check)).findFirst()
                .orElseThrow(() -> new AssertionError(check + " in " + report.findings()));
    }

    private static void assertFails(Report report, String check, String... words) {
        assertThat(report.healthy()).isFalse();
        assertThat(finding(report, check).status()).as("%s", report.findings()).isEqualTo(Status.FAIL);
        for (String word : words) {
            assertThat(finding(report, check).advice()).contains(word);
        }
    }

    @Test
    void aHealthyModelPassesEveryCheck() {
        long live = TensorScope.liveTensors();
        Doctor.record(folder);
        Report report = examine();
        assertThat(report.findings()).allSatisfy(one -> assertThat(one.status()).as("%s", one).isEqualTo(Status.PASS));
        assertThat(report.findings()).hasSizeGreaterThan(15);
        assertThat(report.healthy()).isTrue();
        assertThat(TensorScope.liveTensors()).as("nothing stays in memory").isEqualTo(live);
    }

    @Test
    void withoutARecordItSaysWhatCannotBeSeen() {
        Report report = examine();
        assertThat(report.healthy()).isTrue();
        assertThat(finding(report, "weights as recorded").status()).isEqualTo(Status.SKIPPED);
        assertThat(finding(report, "template").advice()).contains("neither a known template nor a record");
        assertThat(finding(report, "picture settings").advice()).contains("no settings of a known model: tiles=1 side=16");
    }

    @Test
    void aTransposedSquareWeightIsNamed() {
        Doctor.record(folder);
        plant(QUERY, tensor -> tensor.transpose(0, 1).contiguous());
        Report report = examine();
        assertFails(report, "weights as recorded", QUERY + " is transposed");
        assertFails(report, "vectors as recorded");
        assertThat(Doctor.examine(folder, new Doctor.Options(false, false, Optional.empty()), Progress.silent()).healthy())
                .as("nothing else shows it").isTrue();
    }

    @Test
    void anotherFinalNormIsNamed() {
        Doctor.record(folder);
        plant(FINAL_NORM, tensor -> Ops.ones(DType.F32, tensor.shape()));
        Report report = examine();
        assertFails(report, "weights as recorded", FINAL_NORM + " has other numbers");
        assertFails(report, "vectors as recorded");
    }

    @Test
    void aNormWhoseWeightIsNotItsOwnIsSeenInItsVectors() {
        plant(FINAL_NORM, tensor -> tensor.mul(Double.NaN));
        Report report = examine();
        assertFails(report, "finite weights", FINAL_NORM);
        assertFails(report, "final norm", FINAL_NORM);
    }

    @Test
    void aNanInAWeightIsNamed() {
        plant(QUERY, tensor -> Ops.where(tensor.gt(0.25), tensor.mul(Double.NaN), tensor));
        assertFails(examine(), "finite weights", QUERY, "NaN");
    }

    @Test
    void aMissingWeightIsNamed() {
        Doctor.record(folder);
        try (TensorScope _ = TensorScope.open("test")) {
            Map<String, Tensor> weights = TinyMllama.oneTile().weights(7);
            weights.remove(QUERY);
            SafetensorsWriter.write(folder.resolve("model.safetensors"), weights, Map.of());
        }
        Report report = examine();
        assertFails(report, "keys and shapes", QUERY + ": expected a weight of that name");
        assertFails(report, "weights as recorded", QUERY + " is missing");
        assertThat(finding(report, "prompts and vectors").status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void aLayerOfZerosIsNamed() {
        plant("language_model.model.layers.0.mlp.up_proj.weight", tensor -> tensor.mul(0));
        assertFails(examine(), "spread of the weights", "language_model.model.layers.0.mlp.up_proj.weight is all zero");
    }

    @Test
    void aTokenizerWithExchangedSpecialTokensIsNamed() throws IOException {
        Doctor.record(folder);
        change("tokenizer.json", "<|begin_of_text|>", "<|changing|>");
        change("tokenizer.json", "<|end_of_text|>", "<|begin_of_text|>");
        change("tokenizer.json", "<|changing|>", "<|end_of_text|>");
        Report report = examine();
        assertFails(report, "template", "tokenizer.json");
        assertFails(report, "beginning of text", "<|begin_of_text|>");
    }

    @Test
    void anotherImageMeanIsNamed() throws IOException {
        Doctor.record(folder);
        change("preprocessor_config.json", "0.48145466", "0.5");
        Report report = examine();
        assertFails(report, "picture settings", "preprocessor_config.json", "mean=[0.5,");
        assertFails(report, "vectors as recorded", "picture");
    }

    @Test
    void closedGatesAreNamed() {
        try (TensorScope _ = TensorScope.open("test")) {
            Map<String, Tensor> weights = TinyMllama.oneTile().weights(7);
            weights.replaceAll((name, tensor) -> name.contains("cross_attn_") && name.endsWith("gate") ? tensor.mul(0) : tensor);
            SafetensorsWriter.write(folder.resolve("model.safetensors"), weights, Map.of());
        }
        assertFails(examine(), "contents count", "gates");
    }

    @Test
    void aPictureThatIsNoneEndsInAFinding() throws IOException {
        Path broken = Files.writeString(folder.resolve("example.jpg"), "no picture");
        Report report = Doctor.examine(folder, new Doctor.Options(false, true, Optional.of(broken)), Progress.silent());
        assertFails(report, "the reference's demo", "example.jpg: expected a picture");
    }

    @Test
    void aRecordThatIsNoneEndsInAFinding() {
        AtomicFiles.writeString(folder.resolve(HealthRecord.FILE), Json.writePretty(Map.of("version", 99)));
        assertFails(examine(), "record", "version", "expected 1, got 99");
    }

    @Test
    void theModelThatShipsIsAsRecorded() {
        Report report = Doctor.examine(Checkout.resolve("models/nano"), FULL, Progress.silent());
        assertThat(report.findings()).as("record it anew if its weights were made anew: mme5 doctor --record nano")
                .allSatisfy(one -> assertThat(one.status()).as("%s", one).isEqualTo(Status.PASS));
    }

    @Test
    void theSettingsOfAKnownModelAreKnownWithoutARecord() throws IOException {
        for (String file : List.of("config.json", "preprocessor_config.json", "tokenizer.json", "model.safetensors")) {
            Files.copy(Checkout.resolve("models/nano").resolve(file), folder.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(finding(examine(), "picture settings").bound()).isEqualTo("those of nano");
    }
}
