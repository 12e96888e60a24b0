package dev.mme5.model.mllama;

import dev.mme5.model.mllama.MllamaConfig.VisionConfig;
import dev.mme5.model.nn.LayerNorm;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Pass;
import dev.mme5.model.nn.Residual;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Pictures to vision features (reference: `MllamaVisionModel`). Every layer's states are not kept: only those that become features.
final class VisionEncoder {
    private static final double OUTER_NORM_EPS = 1e-5;

    private final VisionConfig config;
    private final Parameter patchKernel;
    private final Parameter classToken;
    private final TileEmbedding beforeLocal;
    private final TileEmbedding beforeGlobal;
    private final PatchPositions positions;
    private final LayerNorm preNorm;
    private final LayerNorm postNorm;
    private final List<VisionLayer> local = new ArrayList<>();
    private final List<VisionLayer> global = new ArrayList<>();

    VisionEncoder(Weights.Branch weights, VisionConfig config) {
        this.config = config;
        int size = config.hiddenSize();
        patchKernel = weights.take("patch_embedding.weight", size, config.channels(), config.patchSize(), config.patchSize());
        classToken = weights.take("class_embedding", size);
        beforeLocal = new TileEmbedding(weights.at("pre_tile_positional_embedding"), config);
        beforeGlobal = new TileEmbedding(weights.at("post_tile_positional_embedding"), config);
        positions = new PatchPositions(weights.at("gated_positional_embedding"), config);
        preNorm = weights.layerNorm("layernorm_pre", size, OUTER_NORM_EPS);
        postNorm = weights.layerNorm("layernorm_post", size, OUTER_NORM_EPS);
        for (int i = 0; i < config.layers(); i++) {
            local.add(new VisionLayer(weights.at("transformer.layers").at(i), config, false));
        }
        for (int i = 0; i < config.globalLayers(); i++) {
            global.add(new VisionLayer(weights.at("global_transformer.layers").at(i), config, true));
        }
    }

    DType dtype() {
        return patchKernel.value().dtype();
    }

    /// @return features [B, M*N*P, E*(1+K)], K the number of intermediate layers
    Tensor forward(PixelBatch batch, Pass pass) {
        long rows = batch.pixels().size(0);
        long pictures = rows * batch.pixels().size(1); // B*M
        int tiles = config.maxTiles();
        int padded = config.paddedPatches();
        int size = config.hiddenSize();
        Tensor ids = batch.aspectRatioIds().reshape(pictures);

        Tensor x = beforeLocal.addTo(patches(batch.pixels(), pictures), ids); // [B*M, N, P-1, E]
        Tensor classTokens = classToken.value().expand(pictures, tiles, 1, size);
        x = positions.addTo(Ops.cat(List.of(classTokens, x), 2), ids); // [B*M, N, P, E]
        x = padPatches(preNorm.forward(x)).reshape(pictures, (long) tiles * padded, size); // [B*M, N*Q, E]
        Tensor mask = mask(batch.tileMask().reshape(pictures, tiles), x.dtype()); // [B*M, 1, N*Q, N*Q]
        x = Residual.begin(x, pass);

        Map<Integer, Tensor> kept = new HashMap<>();
        keepIfFeature(0, x, kept);
        for (int i = 0; i < local.size(); i++) {
            x = layer(local.get(i), x, mask, pass);
            keepIfFeature(i + 1, x, kept);
        }
        List<Tensor> features = config.intermediateLayers().stream().map(kept::get).toList(); // in the configuration's order

        x = postNorm.forward(x).reshape(pictures, tiles, padded, size); // [B*M, N, Q, E]
        x = Residual.begin(beforeGlobal.addTo(x, ids), pass).reshape(pictures, (long) tiles * padded, size); // [B*M, N*Q, E]
        for (VisionLayer layer : global) {
            x = layer(layer, x, mask, pass);
        }
        // Intermediate states interleave: the new axis comes last and is flattened (feature-major).
        Tensor intermediate = Ops.stack(features, -1).reshape(pictures, (long) tiles * padded, (long) size * features.size());
        Tensor all = Ops.cat(List.of(x, intermediate), -1).to(dtype()); // [B*M, N*Q, E*(1+K)]
        return all.reshape(pictures, tiles, padded, config.outputSize())
                .narrow(2, 0, config.patches())
                .reshape(rows, -1, config.outputSize()); // [B, M*N*P, E*(1+K)]
    }

    private static Tensor layer(VisionLayer layer, Tensor x, Tensor mask, Pass pass) {
        try (TensorScope scope = TensorScope.open("vision-layer")) {
            return scope.keep(layer.forward(x, mask, pass));
        }
    }

    /// Non-overlapping patches are a matrix product: faster than a convolution on CPU, the same sum.
    ///
    /// @param pixels [B, M, N, C, S, S]
    /// @param pictures B*M
    Tensor patches(Tensor pixels, long pictures) {
        int side = config.patchSize();
        long grid = config.imageSize() / side;
        int channels = config.channels();
        Tensor cut = pixels.reshape(pictures * config.maxTiles(), channels, grid, side, grid, side)
                .permute(0, 2, 4, 1, 3, 5)
                .reshape(pictures, config.maxTiles(), grid * grid, (long) channels * side * side); // [B*M, N, P-1, C*s*s]
        return Ops.linear(cut, patchKernel.value().reshape(config.hiddenSize(), (long) channels * side * side));
    }

    private Tensor padPatches(Tensor x) {
        long extra = config.paddedPatches() - x.size(2);
        if (extra == 0) {
            return x;
        }
        return Ops.cat(List.of(x, Ops.zeros(x.dtype(), x.size(0), x.size(1), extra, x.size(3))), 2);
    }

    /// Excludes only the pairs in which both sides are padding, as the reference does.
    ///
    /// @param tileMask [B*M, N]
    Tensor mask(Tensor tileMask, DType type) {
        long pictures = tileMask.size(0);
        int padded = config.paddedPatches();
        Tensor real = Ops.cat(
                List.of(Ops.ones(DType.F32, config.patches()), Ops.zeros(DType.F32, padded - config.patches())), 0); // [Q]
        Tensor padding = tileMask.to(DType.F32).unsqueeze(2).mul(real).neg().add(1); // [B*M, N, Q]
        Tensor column = padding.reshape(pictures, (long) config.maxTiles() * padded, 1); // [B*M, N*Q, 1]
        double lowest = type == DType.F32 ? -Float.MAX_VALUE : -3.3895313892515355e38;
        return column.matmul(column.transpose(1, 2)).mul(lowest).to(type).unsqueeze(1);
    }

    private void keepIfFeature(int index, Tensor state, Map<Integer, Tensor> kept) {
        if (config.intermediateLayers().contains(index)) {
            kept.put(index, state);
        }
    }
}
