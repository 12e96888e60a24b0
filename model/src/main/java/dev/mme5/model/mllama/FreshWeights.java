package dev.mme5.model.mllama;

import dev.mme5.model.mllama.MllamaConfig.TextConfig;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.DType;
import dev.mme5.torch.NoGrad;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;

/// Initial weights from which a small mllama learns at once. Against the reference's initialisation: the gates begin open, or pictures
/// would have no effect and get no gradient; the text side begins as a mean of its tokens, each self-attention layer passing one half of
/// an orthogonal basis; patches begin with two-dimensional sine positions; places of tiles begin behind closed gates, but not at zero, or
/// neither they nor their gates would get a gradient.
public final class FreshWeights implements Weights.Source {
    private static final double OPEN_GATE = 1.0;
    private static final double TOKEN_DEVIATION = 0.1;

    private final MllamaConfig config;
    private final Rng rng;
    private long made;

    public FreshWeights(MllamaConfig config, long seed) {
        this.config = config;
        this.rng = new Rng(seed);
    }

    @Override
    public Tensor make(String name, long... shape) {
        try (TensorScope _ = TensorScope.open("fresh-weight");
                NoGrad _ = NoGrad.enter()) {
            return TensorScope.detach(fresh(name, shape));
        }
    }

    /// The same weight as [#make] gives, in the current scope.
    public Tensor tensor(String name, long... shape) {
        try (TensorScope scope = TensorScope.open("fresh-weight")) {
            return scope.keep(fresh(name, shape));
        }
    }

    private Tensor fresh(String name, long... shape) {
        if (name.endsWith("attn_gate") || name.endsWith("mlp_gate") || name.endsWith("gate_attn") || name.endsWith("gate_ffn")) {
            return Ops.full(OPEN_GATE, DType.F32, shape);
        }
        if (name.endsWith(".gate") || name.endsWith(".bias") || (name.contains("tile_") && config.vision().maxTiles() == 1)) {
            return Ops.zeros(DType.F32, shape);
        }
        if (name.contains("tile_")) {
            return normal(TOKEN_DEVIATION, shape);
        }
        if (name.contains("norm")) {
            return Ops.ones(DType.F32, shape);
        }
        if (name.endsWith("gated_positional_embedding.embedding")) {
            return sinePositions(shape[0], shape[1]);
        }
        if (name.endsWith("embed_tokens.weight") || name.endsWith("class_embedding")) {
            return normal(TOKEN_DEVIATION, shape);
        }
        if (name.startsWith("language_model.model.layers.") && name.contains("self_attn.")) {
            return bagOfWords(name, shape);
        }
        return linear(name, shape);
    }

    private Tensor linear(String name, long... shape) {
        long in = 1;
        for (int i = 1; i < shape.length; i++) {
            in *= shape[i];
        }
        boolean endsBranch = name.endsWith("o_proj.weight") || name.endsWith("fc2.weight") || name.endsWith("down_proj.weight");
        int depth = name.startsWith("vision_model")
                ? config.vision().layers() + config.vision().globalLayers()
                : config.text().layers();
        double damping = endsBranch ? 1 / Math.sqrt(2.0 * depth) : 1;
        return normal(damping / Math.sqrt(in), shape);
    }

    /// Queries and keys begin weak, so that attention is a mean; values and outputs begin as one half of an orthogonal matrix and its
    /// transpose, the halves taking turns by layer.
    private Tensor bagOfWords(String name, long... shape) {
        TextConfig text = config.text();
        if (name.contains("q_proj") || name.contains("k_proj")) {
            return normal(0.5 / Math.sqrt(shape[1]), shape);
        }
        long half = (long) text.keyValueHeads() * text.headSize();
        long halves = Math.max(1, text.hiddenSize() / half);
        int layer = Integer.parseInt(name.split("\\.")[3]);
        long turn = selfAttentionIndex(layer) % halves;
        Tensor basis = Ops.svd(Ops.randn(rng.split(-1), text.hiddenSize(), text.hiddenSize())).u(); // the same for every layer
        Tensor part = basis.narrow(0, turn * half, half); // [G*d, D]
        if (name.contains("v_proj")) {
            return part.contiguous();
        }
        // A value head serves several query heads; each passes its share.
        int group = text.heads() / text.keyValueHeads();
        Tensor repeated = part.reshape(text.keyValueHeads(), 1, text.headSize(), text.hiddenSize())
                .expand(text.keyValueHeads(), group, text.headSize(), text.hiddenSize())
                .reshape((long) text.heads() * text.headSize(), text.hiddenSize()); // [H*d, D]
        return repeated.transpose(0, 1).mul(1.0 / group).contiguous();
    }

    private int selfAttentionIndex(int layer) {
        int index = 0;
        for (int i = 0; i < layer; i++) {
            if (!config.text().crossAttentionLayers().contains(i)) {
                index++;
            }
        }
        return index;
    }

    /// The class token first, then patches row by row: half of the features follow the row, half the column.
    private static Tensor sinePositions(long places, long size) {
        float[] values = new float[(int) (places * size)];
        int grid = (int) Math.round(Math.sqrt(places - 1.0));
        int quarter = (int) size / 4;
        for (int patch = 0; patch < grid * grid; patch++) {
            int at = (patch + 1) * (int) size;
            for (int i = 0; i < quarter; i++) {
                double frequency = Math.pow(100, -(double) i / quarter);
                values[at + i] = (float) (0.5 * Math.sin(patch / grid * frequency));
                values[at + quarter + i] = (float) (0.5 * Math.cos(patch / grid * frequency));
                values[at + 2 * quarter + i] = (float) (0.5 * Math.sin(patch % grid * frequency));
                values[at + 3 * quarter + i] = (float) (0.5 * Math.cos(patch % grid * frequency));
            }
        }
        return Ops.of(values, places, size);
    }

    private Tensor normal(double deviation, long... shape) {
        return Ops.randn(rng.split(made++), shape).mul(deviation);
    }
}
