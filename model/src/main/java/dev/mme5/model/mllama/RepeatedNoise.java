package dev.mme5.model.mllama;

import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Rng;
import dev.mme5.torch.Tensor;
import dev.mme5.torch.TensorScope;
import dev.mme5.torch.safetensors.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Random weights that cost no more than copying memory, to try a size without its real weights; nothing learns from them. Normal
/// numbers are drawn once, [#BLOCK] of them, and every weight repeats them from a place of its own, scaled so that states keep their
/// size. Every gate is open: the picture counts. Not thread-safe.
public final class RepeatedNoise implements AutoCloseable {
    /// Odd, so that no two rows of a matrix are the same.
    static final int BLOCK = (1 << 22) + 3;

    private static final double GATE = 0.5;
    private static final double NORM_SPREAD = 0.1;
    private static final double SMALL = 0.02;

    private final Tensor block;
    private long made;

    public RepeatedNoise(long seed) {
        try (TensorScope _ = TensorScope.open("noise")) {
            block = TensorScope.detach(Ops.randn(new Rng(seed), BLOCK));
        }
    }

    /// One weight, in the current scope.
    public Tensor make(TensorInfo info) {
        String name = info.name();
        if (name.endsWith("gate") || name.endsWith("gate_attn") || name.endsWith("gate_ffn")) {
            return Ops.full(GATE, info.dtype(), info.shape());
        }
        if (name.endsWith("norm.weight") || name.contains("layernorm") && name.endsWith("weight")) {
            return noise(NORM_SPREAD, 1, info);
        }
        boolean matrix = info.shape().length > 1 && !name.contains("embed");
        long in = Arrays.stream(info.shape()).skip(1).reduce(1, Math::multiplyExact);
        return noise(matrix ? 1 / Math.sqrt(in) : SMALL, 0, info);
    }

    private Tensor noise(double deviation, double mean, TensorInfo info) {
        long count = info.elements();
        long from = made++ * 1_000_003 % BLOCK;
        try (TensorScope scope = TensorScope.open("repeat-noise")) {
            if (count <= BLOCK) {
                Tensor piece = Ops.cat(pieces(block, from, count), 0);
                return scope.keep(scaled(piece, deviation, mean, info).reshape(info.shape()));
            }
            return scope.keep(Ops.cat(pieces(scaled(block, deviation, mean, info), from, count), 0).reshape(info.shape()));
        }
    }

    private static Tensor scaled(Tensor normal, double deviation, double mean, TensorInfo info) {
        return normal.mul(deviation).add(mean).to(info.dtype());
    }

    /// `count` numbers from place `from` on, again from the first after the last.
    private static List<Tensor> pieces(Tensor numbers, long from, long count) {
        List<Tensor> pieces = new ArrayList<>();
        long at = from;
        long left = count;
        while (left > 0) {
            long length = Math.min(left, BLOCK - at);
            pieces.add(numbers.narrow(0, at, length));
            left -= length;
            at = 0;
        }
        return pieces;
    }

    @Override
    public void close() {
        block.close();
    }
}
