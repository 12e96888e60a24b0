package dev.mme5.model.mllama;

import dev.mme5.model.mllama.MllamaConfig.VisionConfig;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;

/// A gated embedding of a tile's place in its canvas (reference: `MllamaPrecomputedAspectRatioEmbedding`).
final class TileEmbedding {
    private final int maxTiles;
    private final int size;
    private final Parameter table;
    private final Parameter gate;

    TileEmbedding(Weights.Branch weights, VisionConfig config) {
        maxTiles = config.maxTiles();
        size = config.hiddenSize();
        table = weights.take("embedding.weight", config.aspectRatios().size() + 1, (long) maxTiles * size);
        gate = weights.take("gate", 1);
    }

    /// @param x [B, N, patches, E]
    /// @param ids [B]
    Tensor addTo(Tensor x, Tensor ids) {
        Tensor places = Ops.embedding(table.value(), ids).reshape(ids.size(0), maxTiles, 1, size); // [B, N, 1, E]
        return x.add(places.mul(gate.value().tanh()));
    }
}
