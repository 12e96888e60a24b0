package dev.mme5.torch.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWriterTest {
    private static final List<TensorInfo> FIVE = Stream.of("a", "b", "c", "d", "e")
            .map(name -> new TensorInfo(name, DType.F32, new long[] {2, 3}))
            .toList();

    @TempDir
    private Path folder;

    private static Tensor named(TensorInfo info) {
        return Ops.full(info.name().charAt(0), info.dtype(), info.shape());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertReadable() {
        try (CheckpointFiles files = CheckpointFiles.open(folder);
                TensorScope _ = TensorScope.open("test")) {
            assertThat(files.names()).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
            assertThat(files.elements()).isEqualTo(30);
            assertThat(files.dominantType()).isEqualTo(DType.F32);
            for (TensorInfo info : FIVE) {
                assertThat(files.tensor(info.name()).toFloatArray()).containsOnly(info.name().charAt(0));
            }
        }
    }

    @Test
    void writesOneFileWhereTheWeightsFit() throws IOException {
        CheckpointWriter.write(folder, FIVE, 5 * 24, CheckpointWriterTest::named);
        assertThat(names()).containsExactly("model.safetensors");
        assertReadable();
    }

    @Test
    void cutsIntoShardsWithAnIndexInTheOrderGiven() throws IOException {
        CheckpointWriter.write(folder, FIVE, 2 * 24 + 1, CheckpointWriterTest::named);
        assertThat(names()).containsExactly("model-00001-of-00003.safetensors", "model-00002-of-00003.safetensors",
                "model-00003-of-00003.safetensors", "model.safetensors.index.json");
        assertThat(Files.readString(folder.resolve("model.safetensors.index.json"))).contains("\"total_size\": 120")
                .contains("\"b\": \"model-00001-of-00003.safetensors\"").contains("\"e\": \"model-00003-of-00003.safetensors\"");
        assertReadable();
    }

    @Test
    void replacesACheckpointOfTheOtherForm() throws IOException {
        CheckpointWriter.write(folder, FIVE, 24, info -> Ops.zeros(info.dtype(), info.shape()));
        CheckpointWriter.write(folder, FIVE, 1000, CheckpointWriterTest::named);
        assertReadable();
        CheckpointWriter.write(folder, FIVE, 50, CheckpointWriterTest::named);
        assertThat(names()).doesNotContain("model.safetensors");
        assertReadable();
    }

    @Test
    void leavesNothingThatLooksWholeWhenItIsStopped() throws IOException {
        assertThatThrownBy(() -> CheckpointWriter.write(folder, FIVE, 24, info -> {
            if (info.name().equals("d")) {
                throw new IllegalStateException("stopped");
            }
            return named(info);
        })).hasMessage("stopped");
        assertThat(names()).noneMatch(name -> name.endsWith(".tmp")).hasSize(3);
        assertThatThrownBy(() -> CheckpointFiles.open(folder)).hasMessageContaining("got neither");
    }

    @Test
    void refusesMoreThanTheDiskHasRoomFor() throws IOException {
        TensorInfo huge = new TensorInfo("huge", DType.F32, new long[] {1L << 50});
        assertThatThrownBy(() -> CheckpointWriter.write(folder, List.of(huge), 1000, CheckpointWriterTest::named))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(folder + ": expected room for 4503599.6 GB of weights, got ");
        assertThat(names()).isEmpty();
    }

    @Test
    void refusesATensorThatIsNotAsItsInfoSays() {
        assertThatThrownBy(() -> CheckpointWriter.write(folder, FIVE, 1000, info -> Ops.zeros(DType.BF16, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a F32[2, 3]");
    }
}
