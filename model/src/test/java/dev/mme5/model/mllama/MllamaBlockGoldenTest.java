package dev.mme5.model.mllama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.json.JsonObject;
import dev.mme5.model.Encoder;
import dev.mme5.model.mllama.MllamaConfig.TextConfig;
import dev.mme5.model.mllama.MllamaConfig.VisionConfig;
import dev.mme5.model.mllama.TextLayer.TextContext;
import dev.mme5.model.mllama.TextLayer.Vision;
import dev.mme5.model.nn.Pass;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each block alone, given what the reference's block was given, against what it gave: transformers 4.48.3 on four tiny checkpoints
/// that differ in every size. See fixtures/blocks/README.md.
class MllamaBlockGoldenTest {
    /// Of the greatest component. Measured: at most 4.6e-7.
    private static final double RELATIVE_ERROR = 1e-5;

    private static final Pass PASS = Pass.inference();

    @TempDir
    private Path folder;

    /// What one checkpoint needs while its blocks are compared.
    private record Bench(BlockGolden golden, VisionConfig vision, TextConfig text, Weights.Branch visionWeights, Weights.Branch textWeights)
            implements AutoCloseable {

        static Bench of(String name) {
            BlockGolden golden = new BlockGolden(name);
            return new Bench(golden, golden.config().vision(), golden.config().text(), golden.weights().at("vision_model"),
                    golden.weights().at("language_model.model"));
        }

        Tensor state(String name) {
            return golden.state(name);
        }

        /// Checks a block of the vision encoder, whatever the shape in which it holds its output.
        void compare(Tensor ours, String name) {
            compare(ours, state(name), name);
        }

        /// Checks a block of the decoder on the tokens that are not padding: what padding attends to is nobody's affair.
        void compareTokens(Tensor ours, String name) {
            compare(ours.mul(real()), state(name).mul(real()), name);
        }

        /// [B, T, 1], 1 where a token is not padding.
        Tensor real() {
            List<JsonObject> rows = golden.rowsOfStates();
            int width = (int) state("language_model.model.embed_tokens").size(1);
            float[] real = new float[rows.size() * width];
            for (int row = 0; row < rows.size(); row++) {
                Arrays.fill(real, row * width, row * width + rows.get(row).integers("ids").size(), 1);
            }
            return Ops.of(real, rows.size(), width, 1);
        }

        private void compare(Tensor ours, Tensor theirs, String name) {
            float[] expected = theirs.toFloatArray();
            float[] got = ours.toFloatArray();
            assertThat(got.length).as("size of %s", name).isEqualTo(expected.length);
            double greatest = 0;
            double farthest = 0;
            int place = 0;
            for (int i = 0; i < got.length; i++) {
                greatest = Math.max(greatest, Math.abs(expected[i]));
                double distance = Math.abs((double) got[i] - expected[i]);
                if (distance > farthest) {
                    farthest = distance;
                    place = i;
                }
            }
            assertThat(farthest / (greatest == 0 ? 1 : greatest))
                    .as("%s at %d of %s: expected %s, got %s", name, place, Arrays.toString(theirs.shape()), expected[place], got[place])
                    .isLessThanOrEqualTo(RELATIVE_ERROR);
        }

        @Override
        public void close() {
            golden.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grouped", "wide", "deep", "narrow"})
    void embedsPatchesTilesAndPositions(String name) {
        try (TensorScope _ = TensorScope.open("golden"); Bench bench = Bench.of(name)) {
            VisionEncoder encoder = new VisionEncoder(bench.visionWeights(), bench.vision());
            Tensor pixels = bench.state("pixels");
            Tensor ids = bench.state("aspect_ratio_ids").reshape(-1);
            long pictures = ids.size(0);
            Tensor convolved = bench.state("vision_model.patch_embedding"); // [B*M*N, E, g, g]
            Tensor patches = convolved.reshape(pictures, bench.vision().maxTiles(), bench.vision().hiddenSize(), -1).transpose(2, 3);
            bench.compare(encoder.patches(pixels, pictures), patches, "vision_model.patch_embedding");
            TileEmbedding before = new TileEmbedding(bench.visionWeights().at("pre_tile_positional_embedding"), bench.vision());
            bench.compare(before.addTo(patches, ids), "vision_model.pre_tile_positional_embedding");
            PatchPositions positions = new PatchPositions(bench.visionWeights().at("gated_positional_embedding"), bench.vision());
            Tensor placed = positions.addTo(bench.state("vision_model.gated_positional_embedding.in"), ids);
            bench.compare(placed, "vision_model.gated_positional_embedding");
            TileEmbedding after = new TileEmbedding(bench.visionWeights().at("post_tile_positional_embedding"), bench.vision());
            Tensor normed = bench.state("vision_model.layernorm_post")
                    .reshape(pictures, bench.vision().maxTiles(), bench.vision().paddedPatches(), bench.vision().hiddenSize());
            bench.compare(after.addTo(normed, ids), "vision_model.post_tile_positional_embedding");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grouped", "wide", "deep", "narrow"})
    void excludesPairsOfPaddingAlone(String name) {
        try (TensorScope _ = TensorScope.open("golden"); Bench bench = Bench.of(name)) {
            VisionEncoder encoder = new VisionEncoder(bench.visionWeights(), bench.vision());
            Tensor tiles = bench.state("tile_mask").reshape(-1, bench.vision().maxTiles());
            bench.compare(encoder.mask(tiles, DType.F32).mul(-1.0 / Float.MAX_VALUE), "vision_model.mask");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grouped", "wide", "deep", "narrow"})
    void passesEachVisionLayer(String name) {
        try (TensorScope _ = TensorScope.open("golden"); Bench bench = Bench.of(name)) {
            Tensor mask = bench.state("vision_model.mask").mul(-Float.MAX_VALUE);
            int width = bench.vision().hiddenSize();
            Tensor local = bench.state("vision_model.transformer.in");
            passVisionLayers(bench, "transformer", local, mask);
            Tensor global = bench.state("vision_model.post_tile_positional_embedding").reshape(local.size(0), -1, width);
            passVisionLayers(bench, "global_transformer", global, mask);
            bench.compare(bench.visionWeights().layerNorm("layernorm_pre", width, 1e-5)
                    .forward(bench.state("vision_model.gated_positional_embedding")), "vision_model.layernorm_pre");
            Tensor last = bench.state("vision_model.transformer.layers." + (bench.vision().layers() - 1));
            bench.compare(bench.visionWeights().layerNorm("layernorm_post", width, 1e-5).forward(last), "vision_model.layernorm_post");
        }
    }

    private static void passVisionLayers(Bench bench, String kind, Tensor input, Tensor mask) {
        boolean gated = kind.equals("global_transformer");
        Tensor x = input;
        for (int i = 0; i < (gated ? bench.vision().globalLayers() : bench.vision().layers()); i++) {
            Weights.Branch weights = bench.visionWeights().at(kind + ".layers").at(i);
            String layerName = "vision_model." + kind + ".layers." + i;
            VisionLayer layer = new VisionLayer(weights, bench.vision(), gated);
            bench.compare(layer.forward(x, mask, PASS), layerName);
            if (i == 0) {
                double eps = bench.vision().normEps();
                bench.compare(weights.layerNorm("input_layernorm", bench.vision().hiddenSize(), eps).forward(x), layerName + ".input_layernorm");
                bench.compare(layer.attend(bench.state(layerName + ".input_layernorm"), mask, PASS), layerName + ".self_attn");
                bench.compare(layer.network(bench.state(layerName + ".post_attention_layernorm"), PASS), layerName + ".mlp");
            }
            x = bench.state(layerName);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grouped", "wide", "deep", "narrow"})
    void encodesPicturesAndProjectsThem(String name) {
        try (TensorScope _ = TensorScope.open("golden"); Bench bench = Bench.of(name)) {
            PixelBatch batch = new PixelBatch(bench.state("pixels"), bench.state("aspect_ratio_ids"), bench.state("tile_mask"));
            Tensor features = new VisionEncoder(bench.visionWeights(), bench.vision()).forward(batch, PASS);
            bench.compare(features, "vision_model");
            Tensor projected = bench.golden().weights().root()
                    .linearWithBias("multi_modal_projector", bench.vision().outputSize(), bench.text().hiddenSize())
                    .forward(bench.state("vision_model"), PASS);
            bench.compare(projected, "multi_modal_projector");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grouped", "wide", "deep", "narrow"})
    void turnsByTheReferencesAngles(String name) {
        try (TensorScope _ = TensorScope.open("golden"); Bench bench = Bench.of(name)) {
            Tensor cos = bench.state("language_model.model.rotary_emb.cos");
            RotaryEmbedding rotary = new RotaryEmbedding(bench.text());
            assertThat(rotary.frequencies()).containsExactly(bench.state("language_model.model.rotary_emb.inv_freq").toFloatArray());
            RotaryEmbedding.Table table = rotary.table(cos.size(0), DType.F32);
            bench.compare(table.cos(), "language_model.model.rotary_emb.cos");
            bench.compare(table.sin(), "language_model.model.rotary_emb.sin");
        }
    }

    @Test
    void turnsByTheAnglesOfThePublishedModel() {
        TextConfig published = new TextConfig(128256, 4096, 14336, 32, 8, 40, List.of(), 1e-5, 500000,
                Optional.of(new MllamaConfig.RopeScaling(8, 1, 4, 8192)), 131072);
        try (TensorScope _ = TensorScope.open("golden"); BlockGolden golden = new BlockGolden("grouped")) {
            assertThat(new RotaryEmbedding(published).frequencies()).containsExactly(golden.state("published.inv_freq").toFloatArray());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grouped", "wide", "deep", "narrow"})
    void showsEachTokenItsPictures(String name) throws IOException {
        try (TensorScope _ = TensorScope.open("golden"); Bench bench = Bench.of(name); Encoder encoder = bench.golden().encoder(folder, DType.F32);
                Weights weights = bench.golden().weights()) {
            List<EncodedPrompt> prompts = prompts(bench, encoder);
            Tensor states = bench.state("multi_modal_projector").reshape(prompts.size(), -1, bench.text().hiddenSize());
            Vision vision = new MllamaModel(bench.golden().config(), weights).see(MllamaBatches.text(prompts), states);
            Tensor excluded = vision.mask().squeeze(1).lt(0).to(DType.F32).mul(bench.real());
            bench.compare(excluded, bench.state("cross_attention_mask").squeeze(1).mul(bench.real()), "cross_attention_mask");
            bench.compareTokens(vision.seeing(), "full_text_row");
            PixelBatch pixels = MllamaBatches.pixels(prompts, bench.vision(), DType.F32);
            assertThat(pixels.pixels().toFloatArray()).containsExactly(bench.state("pixels").toFloatArray());
            assertThat(pixels.aspectRatioIds().toLongArray()).containsExactly(bench.state("aspect_ratio_ids").toLongArray());
            assertThat(pixels.tileMask().toFloatArray()).containsExactly(bench.state("tile_mask").toFloatArray());
        }
    }

    private static List<EncodedPrompt> prompts(Bench bench, Encoder encoder) {
        List<EncodedPrompt> prompts = new ArrayList<>();
        for (JsonObject row : bench.golden().rowsOfStates()) {
            prompts.add((EncodedPrompt) encoder.prepare(GoldenRows.content(row), UnaryOperator.identity()));
        }
        return prompts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"grouped", "wide", "deep", "narrow"})
    void passesEachTextLayer(String name) {
        try (TensorScope _ = TensorScope.open("golden"); Bench bench = Bench.of(name)) {
            Tensor x = bench.state("language_model.model.embed_tokens");
            TextContext context = context(bench, (int) x.size(1));
            boolean selfSeen = false;
            boolean crossSeen = false;
            for (int i = 0; i < bench.text().layers(); i++) {
                boolean cross = bench.text().crossAttentionLayers().contains(i);
                Weights.Branch weights = bench.textWeights().at("layers").at(i);
                String layerName = "language_model.model.layers." + i;
                TextLayer layer = cross ? new CrossAttentionLayer(weights, bench.text()) : new SelfAttentionLayer(weights, bench.text());
                bench.compareTokens(layer.forward(x, context, PASS), layerName);
                if (cross ? !crossSeen : !selfSeen) {
                    compareParts(bench, layer, weights, layerName, x, context);
                }
                selfSeen |= !cross;
                crossSeen |= cross;
                x = bench.state(layerName);
            }
            bench.compareTokens(bench.textWeights().rmsNorm("norm", bench.text().hiddenSize(), bench.text().rmsNormEps()).forward(x),
                    "language_model.model.norm");
        }
    }

    private static void compareParts(
            Bench bench, TextLayer layer, Weights.Branch weights, String name, Tensor x, TextContext context) {
        double eps = bench.text().rmsNormEps();
        bench.compareTokens(weights.rmsNorm("input_layernorm", bench.text().hiddenSize(), eps).forward(x), name + ".input_layernorm");
        Tensor normed = bench.state(name + ".input_layernorm");
        switch (layer) {
            case SelfAttentionLayer self -> bench.compareTokens(self.attend(normed, context, PASS), name + ".self_attn");
            case CrossAttentionLayer cross -> bench.compareTokens(cross.attend(normed, context.vision().orElseThrow(), PASS), name + ".cross_attn");
        }
        bench.compareTokens(new SwiGlu(weights.at("mlp"), bench.text()).forward(bench.state(name + ".post_attention_layernorm"), PASS), name + ".mlp");
    }

    private static TextContext context(Bench bench, int width) {
        float[] causal = new float[width * width];
        for (int i = 0; i < causal.length; i++) {
            causal[i] = i % width > i / width ? Float.NEGATIVE_INFINITY : 0;
        }
        Tensor mask = bench.state("cross_attention_mask").mul(-Float.MAX_VALUE);
        Tensor projected = bench.state("multi_modal_projector");
        Tensor states = projected.reshape(projected.size(0), -1, bench.text().hiddenSize());
        return new TextContext(new RotaryEmbedding(bench.text()).table(width, DType.F32), Ops.of(causal, width, width),
                Optional.of(new Vision(states, mask, bench.state("full_text_row"))));
    }
}
