package dev.mme5.model.nn;

import dev.mme5.torch.DType;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Processor;
import dev.mme5.torch.Tensor;
import java.util.Optional;

/// Scaled dot-product attention.
public final class Attention {
    private Attention() {}

    /// @param q [B, H, T, D/H]
    /// @param k [B, H, S, D/H]
    /// @param v [B, H, S, D/H]
    /// @param mask added to the scores, broadcast to [B, H, T, S]
    /// @return [B, H, T, D/H]
    public static Tensor attend(Tensor q, Tensor k, Tensor v, Optional<Tensor> mask, Pass pass) {
        if (!pass.training()) {
            return q.dtype() == DType.BF16 && !Processor.multipliesBf16()
                    ? fused(q.to(DType.F32), k.to(DType.F32), v.to(DType.F32), mask.map(m -> m.to(DType.F32))).to(DType.BF16)
                    : fused(q, k, v, mask);
        }
        // The fused kernel's backward pass is many times slower on CPU than these three lines.
        double scale = 1.0 / Math.sqrt(q.size(-1));
        Tensor scores = q.mul(scale).matmul(k.transpose(-2, -1)); // [B, H, T, S]
        Tensor masked = mask.map(scores::add).orElse(scores);
        return masked.softmax(-1).matmul(v); // [B, H, T, D/H]
    }

    private static Tensor fused(Tensor q, Tensor k, Tensor v, Optional<Tensor> mask) {
        return mask.map(m -> Ops.scaledDotProductAttention(q, k, v, m)).orElseGet(() -> Ops.scaledDotProductAttention(q, k, v));
    }

    /// [B, T, D] to [B, H, T, D/H].
    public static Tensor splitHeads(Tensor x, int heads) {
        return x.reshape(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(1, 2);
    }

    /// [B, H, T, D/H] to [B, T, D].
    public static Tensor joinHeads(Tensor x) {
        return x.transpose(1, 2).reshape(x.size(0), x.size(2), x.size(1) * x.size(3));
    }

    /// Repeats each key-value head for its group of query heads: [B, G, S, d] to [B, H, S, d].
    public static Tensor repeatHeads(Tensor x, int heads) {
        long groups = x.size(1);
        if (groups == heads) {
            return x;
        }
        return x.unsqueeze(2)
                .expand(x.size(0), groups, heads / groups, x.size(2), x.size(3))
                .reshape(x.size(0), heads, x.size(2), x.size(3));
    }
}
