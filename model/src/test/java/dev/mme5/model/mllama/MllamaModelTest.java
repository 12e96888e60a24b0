package dev.mme5.model.mllama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.Content;
import dev.mme5.model.Encoder;
import dev.mme5.model.GradientCheck;
import dev.mme5.model.ModelLoader;
import dev.mme5.model.Prepared;
import dev.mme5.model.TinyModels;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Pass;
import dev.mme5.testkit.SamplePictures;
import dev.mme5.testkit.TinyMllama;
import dev.mme5.torch.Autograd;
import dev.mme5.torch.DType;
import dev.mme5.torch.InferenceMode;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MllamaModelTest {
    @TempDir
    private Path folder;

    private static List<Prepared> pictures(Encoder encoder) {
        return List.of(
                encoder.prepare(Content.imageText(SamplePictures.picture(1), "what is it?"), UnaryOperator.identity()),
                encoder.prepare(Content.image(SamplePictures.picture(2)), UnaryOperator.identity()));
    }

    @Test
    void hasRightGradientsForEveryWeight() {
        try (Encoder encoder = TinyModels.open(TinyMllama.fourTiles(), DType.F64);
                TensorScope _ = TensorScope.open("test")) {
            List<Prepared> rows = pictures(encoder);
            Map<String, Tensor> leaves = new LinkedHashMap<>();
            for (Parameter parameter : encoder.weights().used()) {
                leaves.put(parameter.name(), parameter.value());
            }
            assertThat(leaves).doesNotContainKey("language_model.lm_head.weight");
            GradientCheck.assertGradients(leaves, () -> encoder.encode(rows, Pass.training(new Rng(1))));
        }
    }

    @Test
    void givesTheSameInTrainingAndInference() {
        try (Encoder encoder = TinyModels.open(TinyMllama.fourTiles(), DType.F32);
                TensorScope _ = TensorScope.open("test");
                InferenceMode _ = InferenceMode.enter()) {
            List<Prepared> rows = pictures(encoder);
            assertThat(encoder.encode(rows, Pass.training(new Rng(1))).toFloatArray())
                    .containsExactly(encoder.encode(rows, Pass.inference()).toFloatArray(), within(1e-5f));
        }
    }

    @Test
    void beginsFreshWithAGradientForEveryWeightOrItsGate() {
        try (Encoder encoder = ModelLoader.fresh(TinyMllama.fourTiles().writeWithoutWeights(folder), 5);
                TensorScope _ = TensorScope.open("test")) {
            List<Parameter> parameters = encoder.weights().parameters();
            List<Tensor> values = parameters.stream().map(parameter -> parameter.value().requiresGrad(true)).toList();
            Tensor states = encoder.encode(pictures(encoder), Pass.training(new Rng(1)));
            Tensor arriving = Ops.randn(new Rng(2), states.shape());
            List<Tensor> gradients = Autograd.grad(List.of(states), List.of(arriving), values);
            for (int i = 0; i < values.size(); i++) {
                String name = parameters.get(i).name();
                boolean behindAClosedGate = name.contains("tile_") && name.endsWith("embedding.weight");
                assertThat(gradients.get(i).square().sum().item() > 0).as("gradient of %s", name).isEqualTo(!behindAClosedGate);
            }
        }
    }

    @Test
    void beginsFreshWithTheSameWeightsFromTheSameSeed() {
        TinyMllama.oneTile().writeWithoutWeights(folder);
        try (Encoder one = ModelLoader.fresh(folder, 5);
                Encoder same = ModelLoader.fresh(folder, 5);
                Encoder other = ModelLoader.fresh(folder, 6)) {
            assertThat(firstWeight(same)).containsExactly(firstWeight(one));
            assertThat(firstWeight(other)).isNotEqualTo(firstWeight(one));
        }
    }

    private static float[] firstWeight(Encoder encoder) {
        return encoder.weights().parameters().getFirst().value().toFloatArray();
    }
}
