package dev.mme5.torch.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsRoundTripTest {
    @TempDir
    private Path folder;

    @Test
    void readsBackWhatWasWrittenInEveryType() throws IOException {
        Path file = folder.resolve("weights.safetensors");
        try (TensorScope _ = TensorScope.open("test")) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (DType type : DType.values()) {
                tensors.put("layer." + type, Ops.randn(new Rng(1), 3, 5).mul(9).to(type));
            }
            tensors.put("view", Ops.arange(12).reshape(3, 4).transpose(0, 1));
            tensors.put("scalar", Ops.ones(DType.F32));
            tensors.put("empty", Ops.zeros(DType.BF16, 0, 7));
            tensors.put("quote \" back \\ tab \t é 😀", Ops.ones(DType.U8, 3));
            Map<String, String> metadata = Map.of("format", "pt", "note", "line\nbreak");
            SafetensorsWriter.write(file, tensors, metadata);
            byte[] first = Files.readAllBytes(file);
            SafetensorsWriter.write(file, tensors, metadata);
            assertThat(Files.readAllBytes(file)).as("deterministic bytes").isEqualTo(first);
            assertThat(first[0] % 8).as("length of the header").isZero();

            try (SafetensorsFile read = SafetensorsFile.open(file)) {
                assertThat(read.names()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
                assertThat(read.metadata()).isEqualTo(metadata);
                tensors.forEach((name, tensor) -> {
                    assertThat(read.info(name)).isEqualTo(new TensorInfo(name, tensor.dtype(), tensor.shape()));
                    assertThat(read.tensor(name).shape()).containsExactly(tensor.shape());
                    assertThat(read.tensor(name).dtype()).isEqualTo(tensor.dtype());
                    assertThat(read.tensor(name).toFloatArray()).containsExactly(tensor.toFloatArray());
                });
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("no temporary file is left").containsExactly(file);
        }
    }

    @Test
    void keepsTensorsValidAfterTheFileIsClosedAndNeverWritesToTheFile() throws IOException {
        Path file = folder.resolve("weights.safetensors");
        try (TensorScope _ = TensorScope.open("test")) {
            SafetensorsWriter.write(file, Map.of("w", Ops.arange(4)), Map.of());
            byte[] before = Files.readAllBytes(file);
            SafetensorsFile read = SafetensorsFile.open(file);
            Tensor weight = read.tensor("w");
            read.close();
            read.close();
            weight.mulInPlace(2);
            assertThat(weight.toLongArray()).containsExactly(0, 2, 4, 6);
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
            assertThatThrownBy(() -> read.tensor("w")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void replacesAFileThatIsStillMapped() {
        Path file = folder.resolve("weights.safetensors");
        try (TensorScope _ = TensorScope.open("test")) {
            SafetensorsWriter.write(file, Map.of("w", Ops.arange(4)), Map.of());
            try (SafetensorsFile old = SafetensorsFile.open(file)) {
                SafetensorsWriter.write(file, Map.of("w", Ops.arange(4).add(1)), Map.of());
                assertThat(old.tensor("w").toLongArray()).containsExactly(0, 1, 2, 3);
            }
        }
    }

    @Test
    void saysWhichTensorAndWhichFileAreMissing() {
        Path file = folder.resolve("weights.safetensors");
        assertThatThrownBy(() -> SafetensorsFile.open(file)).isInstanceOf(UncheckedIOException.class).hasMessageContaining(file.toString());
        try (TensorScope _ = TensorScope.open("test")) {
            SafetensorsWriter.write(file, Map.of("w", Ops.arange(4)), Map.of());
            try (SafetensorsFile read = SafetensorsFile.open(file)) {
                assertThatThrownBy(() -> read.tensor("lm_head")).isInstanceOf(WeightFormatException.class)
                        .hasMessageStartingWith(file + ": lm_head: expected");
            }
            assertThatThrownBy(() -> SafetensorsWriter.write(folder.resolve("none/w.safetensors"), Map.of("w", Ops.arange(4)), Map.of()))
                    .isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> SafetensorsWriter.write(file, Map.of("__metadata__", Ops.arange(4)), Map.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void mapsAGigabyteWithoutReadingIt() throws IOException {
        Path file = folder.resolve("sparse.safetensors");
        long bytes = 1L << 30;
        WeightFiles.write(file, "{\"w\":{\"dtype\":\"BF16\",\"shape\":[2," + bytes / 4 + "],\"data_offsets\":[0," + bytes + "]}}", bytes);
        try (TensorScope _ = TensorScope.open("test"); SafetensorsFile read = SafetensorsFile.open(file)) {
            long before = WeightFiles.residentBytes();
            Tensor weight = read.tensor("w");
            assertThat(weight.select(0, 1).narrow(0, bytes / 4 - 3, 3).toFloatArray()).containsExactly(0, 0, 0);
            assertThat(WeightFiles.residentBytes() - before).as("resident bytes for a mapped gigabyte").isLessThan(32L << 20);
        }
    }

    @Test
    void saysWhatToDoWhenTheSystemRefusesTheMapping() throws IOException {
        Path file = folder.resolve("huge.safetensors");
        long bytes = 1L << 40;
        WeightFiles.write(file, "{\"w\":{\"dtype\":\"U8\",\"shape\":[" + bytes + "],\"data_offsets\":[0," + bytes + "]}}", bytes);
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThat(read.names()).as("a system that maps anything").containsExactly("w");
        } catch (UncheckedIOException e) {
            assertThat(e).hasMessageStartingWith(file + ": expected room to map").hasMessageContaining("into shards");
        }
    }

    @Test
    void copiesATensorThatIsNotAligned() throws IOException {
        Path file = folder.resolve("odd.safetensors");
        WeightFiles.write(file, "{\"b\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[3,11]}}", 11);
        try (TensorScope _ = TensorScope.open("test"); SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThat(read.tensor("w").toFloatArray()).containsExactly(0, 0);
        }
    }

    @Test
    void seesShardsAsOneSource() throws IOException {
        try (TensorScope _ = TensorScope.open("test")) {
            SafetensorsWriter.write(folder.resolve("model-1.safetensors"), Map.of("a", Ops.arange(2)), Map.of());
            SafetensorsWriter.write(folder.resolve("model-2.safetensors"), Map.of("b", Ops.arange(3)), Map.of());
            Path index = folder.resolve("model.safetensors.index.json");
            Files.writeString(index, """
                    {"metadata": {"total_size": 4.0e1, "nested": [true, null, {"x": -1}]},
                     "weight_map": {"b": "model-2.safetensors", "a": "model-1.safetensors"}}""");
            try (CheckpointFiles weights = CheckpointFiles.open(folder)) {
                assertThat(weights.names()).containsExactly("b", "a");
                assertThat(weights.tensor("a").toLongArray()).containsExactly(0, 1);
                assertThat(weights.info("b").shape()).containsExactly(3);
                assertThatThrownBy(() -> weights.info("c")).isInstanceOf(WeightFormatException.class);
            }
            for (String wrong : List.of("{\"weight_map\": {\"c\": \"model-1.safetensors\"}}", "{\"weight_map\": {\"a\": \"../w.safetensors\"}}",
                    "{\"weight_map\": {}}", "{", "[]", "{\"weight_map\": {\"a\": 3}}", "{} x", "{\"metadata\": tru}")) {
                Files.writeString(index, wrong);
                assertThatThrownBy(() -> CheckpointFiles.open(folder)).as(wrong).isInstanceOf(WeightFormatException.class);
            }
        }
    }

    @Test
    void readsASingleFileFromAFolder() {
        assertThatThrownBy(() -> CheckpointFiles.open(folder)).isInstanceOf(WeightFormatException.class).hasMessageContaining("got neither");
        try (TensorScope _ = TensorScope.open("test")) {
            SafetensorsWriter.write(folder.resolve("model.safetensors"), Map.of("a", Ops.arange(2)), Map.of());
            try (CheckpointFiles weights = CheckpointFiles.open(folder)) {
                assertThat(weights.tensor("a").toLongArray()).containsExactly(0, 1);
            }
        }
    }
}
