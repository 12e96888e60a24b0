package dev.mme5.training.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.model.Encoder;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.nn.Parameter;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.DType;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureGatesTest {
    @TempDir
    private Path folder;

    private static Map<String, float[]> values(Encoder encoder) {
        return encoder.weights().parameters().stream()
                .collect(Collectors.toMap(Parameter::name, parameter -> parameter.value().toFloatArray()));
    }

    @Test
    void closesEveryGateOfCrossAttentionToThatShareAndNothingElse() {
        Path model = TinyMllama.oneTile().write(folder.resolve("model"), 7);
        try (Encoder encoder = ModelLoader.open(model, DType.F32)) {
            Map<String, float[]> before = values(encoder);
            PictureGates.close(encoder, 0.25);
            Map<String, float[]> after = values(encoder);
            int gates = 0;
            for (Map.Entry<String, float[]> entry : before.entrySet()) {
                float[] now = after.get(entry.getKey());
                if (entry.getKey().contains(".cross_attn_") && entry.getKey().endsWith("_gate")) {
                    assertThat(Math.tanh(now[0])).isCloseTo(0.25 * Math.tanh(entry.getValue()[0]), within(1e-6));
                    gates++;
                } else {
                    assertThat(now).as(entry.getKey()).isEqualTo(entry.getValue());
                }
            }
            assertThat(gates).isPositive().isEven();
        }
    }
}
