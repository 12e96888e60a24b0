package dev.mme5.cli.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
    @TempDir
    Path folder;

    private Path model;
    private Path adapter;

    @BeforeEach
    void setUp() throws IOException {
        model = write("model", "config.json", "tokenizer.json", "preprocessor_config.json", "model.safetensors");
        adapter = write("adapter", "adapter_config.json", "adapter_model.safetensors");
    }

    private Path write(String name, String... files) throws IOException {
        Path made = Files.createDirectories(folder.resolve(name));
        for (String file : files) {
            Files.writeString(made.resolve(file), "first");
        }
        return made;
    }

    private String fingerprint() {
        return new ModelFolder(model, Optional.of(adapter)).fingerprint("f32");
    }

    @Test
    void theFingerprintChangesWithEveryFileThatDecidesVectors() throws IOException {
        for (Path file : new Path[] {model.resolve("config.json"), model.resolve("tokenizer.json"), model.resolve("preprocessor_config.json"),
            model.resolve("model.safetensors"), adapter.resolve("adapter_config.json"), adapter.resolve("adapter_model.safetensors")}) {
            String before = fingerprint();
            Files.writeString(file, "second");
            assertThat(fingerprint()).as(file.toString()).isNotEqualTo(before);
        }
        assertThat(new ModelFolder(model, Optional.empty()).fingerprint("f32")).isNotEqualTo(fingerprint());
        assertThat(new ModelFolder(model, Optional.of(adapter)).fingerprint("bf16")).isNotEqualTo(fingerprint());
    }

    @Test
    void theFingerprintDoesNotChangeWithThePlaceOrWithOtherFiles() throws IOException {
        String before = fingerprint();
        Files.writeString(model.resolve("README.md"), "a card");
        model = Files.move(model, folder.resolve("moved"));

        assertThat(fingerprint()).isEqualTo(before);
    }
}
