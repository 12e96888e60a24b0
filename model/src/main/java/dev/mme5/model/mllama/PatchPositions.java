package dev.mme5.model.mllama;

import dev.mme5.model.mllama.MllamaConfig.VisionConfig;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;

/// The place of a patch, in its tile and in the canvas: (1 - tanh g) E + tanh g E_tile (reference: `MllamaPrecomputedPositionEmbedding`).
final class PatchPositions {
    private final VisionConfig config;
    private final Parameter gate;
    private final Parameter patches;
    private final Parameter tiles;

    PatchPositions(Weights.Branch weights, VisionConfig config) {
        this.config = config;
        long places = config.patches();
        gate = weights.take("gate", 1);
        patches = weights.take("embedding", places, config.hiddenSize());
        tiles = weights.take(
                "tile_embedding.weight",
                config.aspectRatios().size() + 1,
                config.maxTiles() * places * config.hiddenSize());
    }

    /// @param x [B, N, P, E]
    /// @param ids [B]
    Tensor addTo(Tensor x, Tensor ids) {
        Tensor open = gate.value().tanh(); // [1]
        Tensor inTile = patches.value().mul(open.neg().add(1)); // [P, E]
        Tensor inCanvas = Ops.embedding(tiles.value(), ids)
                .reshape(ids.size(0), config.maxTiles(), config.patches(), config.hiddenSize()); // [B, N, P, E]
        return x.add(inTile).add(inCanvas.mul(open));
    }
}
