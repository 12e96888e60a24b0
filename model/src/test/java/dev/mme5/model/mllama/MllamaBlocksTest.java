package dev.mme5.model.mllama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.model.GradientCheck;
import dev.mme5.model.mllama.MllamaConfig.AspectRatio;
import dev.mme5.model.mllama.MllamaConfig.TextConfig;
import dev.mme5.model.mllama.MllamaConfig.VisionConfig;
import dev.mme5.model.mllama.TextLayer.TextContext;
import dev.mme5.model.mllama.TextLayer.Vision;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Pass;
import dev.mme5.model.nn.RmsNorm;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MllamaBlocksTest {
    private static final VisionConfig VISION = new VisionConfig(
            8, 12, 2, 1, 1, 8, 4, 3, 2, List.of(0), 16, 1e-5, List.of(new AspectRatio(1, 1), new AspectRatio(1, 2), new AspectRatio(2, 1)));
    private static final TextConfig TEXT =
            new TextConfig(16, 16, 24, 4, 2, 2, List.of(1), 1e-5, 10000, Optional.empty(), 64);
    private static final Pass TRAINING = Pass.training(new Rng(1));

    private final Rng rng = new Rng(3);
    private TensorScope scope;
    private Weights weights;

    @BeforeEach
    void open() {
        scope = TensorScope.open("test");
        weights = new Weights("test", (name, shape) -> TensorScope.detach(wide(shape)));
    }

    @AfterEach
    void close() {
        weights.close();
        scope.close();
    }

    private Tensor wide(long... shape) {
        return Ops.randn(rng, shape).mul(0.6).to(DType.F64);
    }

    /// Checks the gradients of the block's input and of every parameter it took.
    private void assertGradients(Tensor x, Function<Tensor, Tensor> block, Map<String, Tensor> further) {
        Map<String, Tensor> leaves = new LinkedHashMap<>();
        leaves.put("the input", x);
        leaves.putAll(further);
        for (Parameter parameter : weights.parameters()) {
            leaves.put(parameter.name(), parameter.value());
        }
        GradientCheck.assertGradients(leaves, () -> block.apply(x));
    }

    /// Checks that the written-out attention of training gives what the fused one of inference gives.
    private static void assertSameInTrainingAndInference(Tensor x, BiFunction<Tensor, Pass, Tensor> block) {
        assertThat(block.apply(x, TRAINING).toFloatArray())
                .containsExactly(block.apply(x, Pass.inference()).toFloatArray(), within(1e-5f));
    }

    @Test
    void localVisionLayersHaveRightGradients() {
        checkVisionLayer(false);
    }

    @Test
    void gatedVisionLayersHaveRightGradients() {
        checkVisionLayer(true);
    }

    private void checkVisionLayer(boolean gated) {
        VisionLayer layer = new VisionLayer(weights.at("layer"), VISION, gated);
        assertThat(weights.parameters()).hasSize(gated ? 14 : 12);
        Tensor mask = Ops.of(new float[] {0, 0, -1e9f, 0, 0, -1e9f, -1e9f, -1e9f, 0}, 1, 1, 3, 3).to(DType.F64);
        assertGradients(wide(2, 3, 8), x -> layer.forward(x, mask, TRAINING), Map.of());
        assertSameInTrainingAndInference(wide(2, 3, 8), (x, pass) -> layer.forward(x, mask, pass));
    }

    @Test
    void tileEmbeddingsHaveRightGradients() {
        TileEmbedding embedding = new TileEmbedding(weights.at("tiles"), VISION);
        Tensor ids = Ops.of(new long[] {1, 3, 1}, 3);
        assertGradients(wide(3, 2, 4, 8), x -> embedding.addTo(x, ids), Map.of());
    }

    @Test
    void patchPositionsHaveRightGradients() {
        PatchPositions positions = new PatchPositions(weights.at("positions"), VISION);
        Tensor ids = Ops.of(new long[] {2, 1}, 2);
        assertGradients(wide(2, 2, VISION.patches(), 8), x -> positions.addTo(x, ids), Map.of());
    }

    @Test
    void visionEncodersHaveRightGradients() {
        VisionEncoder encoder = new VisionEncoder(weights.at("vision"), VISION);
        Tensor ids = Ops.of(new long[] {2, 1}, 2, 1);
        Tensor tiles = Ops.of(new float[] {1, 1, 1, 0}, 2, 1, 2);
        assertGradients(wide(2, 1, 2, 3, 8, 8), x -> encoder.forward(new PixelBatch(x, ids, tiles), TRAINING), Map.of());
    }

    @Test
    void selfAttentionLayersHaveRightGradients() {
        SelfAttentionLayer layer = new SelfAttentionLayer(weights.at("layer"), TEXT);
        TextContext context = context(3, Optional.empty());
        assertGradients(wide(2, 3, 16), x -> layer.forward(x, context, TRAINING), Map.of());
        assertSameInTrainingAndInference(wide(2, 3, 16), (x, pass) -> layer.forward(x, context, pass));
    }

    @Test
    void crossAttentionLayersHaveRightGradients() {
        CrossAttentionLayer layer = new CrossAttentionLayer(weights.at("layer"), TEXT);
        Tensor states = wide(2, 4, 16);
        TextContext context = context(3, Optional.of(vision(states)));
        assertGradients(wide(2, 3, 16), x -> layer.forward(x, context, TRAINING), Map.of("the picture", states));
        assertSameInTrainingAndInference(wide(2, 3, 16), (x, pass) -> layer.forward(x, context, pass));
    }

    @Test
    void crossAttentionLayersLeaveRowsWithoutPicturesAlone() {
        CrossAttentionLayer layer = new CrossAttentionLayer(weights.at("layer"), TEXT);
        Tensor x = wide(2, 3, 16);
        assertThat(layer.forward(x, context(3, Optional.empty()), Pass.inference())).isSameAs(x);
    }

    @Test
    void swiGluHasRightGradients() {
        SwiGlu network = new SwiGlu(weights.at("mlp"), TEXT);
        assertGradients(wide(2, 3, 16), x -> network.forward(x, TRAINING), Map.of());
    }

    @Test
    void rmsNormHasRightGradients() {
        RmsNorm norm = weights.root().rmsNorm("norm", 16, 1e-5);
        assertGradients(wide(2, 3, 16), norm::forward, Map.of());
    }

    @Test
    void rmsNormScalesRowsToRootMeanSquareOne() {
        RmsNorm norm = new RmsNorm(new Parameter("norm", Ops.of(new float[] {1, 2}, 2)), 0);
        assertThat(norm.forward(Ops.of(new float[] {3, 4}, 1, 2)).toFloatArray())
                .containsExactly(new float[] {(float) (3 / Math.sqrt(12.5)), (float) (8 / Math.sqrt(12.5))}, within(1e-6f));
    }

    private static TextContext context(int width, Optional<Vision> vision) {
        float[] mask = new float[width * width];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % width > i / width ? Float.NEGATIVE_INFINITY : 0;
        }
        return new TextContext(
                new RotaryEmbedding(TEXT).table(width, DType.F64), Ops.of(mask, width, width).to(DType.F64), vision);
    }

    /// The first token sees nothing, and so all; the others see one half each.
    private static Vision vision(Tensor states) {
        float no = Float.NEGATIVE_INFINITY;
        float[] row = {0, 0, 0, 0, 0, 0, no, no, no, no, 0, 0};
        Tensor mask = Ops.of(row, 1, 1, 3, 4).expand(2, 1, 3, 4).to(DType.F64);
        Tensor seeing = Ops.of(new float[] {0, 1, 1}, 1, 3, 1).expand(2, 3, 1).to(DType.F64);
        return new Vision(states, mask, seeing);
    }
}
