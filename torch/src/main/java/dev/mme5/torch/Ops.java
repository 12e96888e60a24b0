package dev.mme5.torch;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Makes tensors, and combines several into one.
///
/// Results are born in the current [TensorScope]; without one every method throws [IllegalStateException]. What libtorch
/// refuses is a [TorchException].
public final class Ops {
    private Ops() {}

    // ---- new tensors

    /// A tensor full of zeros.
    public static Tensor zeros(DType type, long... shape) {
        return Native.call("zeros", () -> torch.zeros(shape, Native.options(type)));
    }

    /// A tensor full of ones.
    public static Tensor ones(DType type, long... shape) {
        return Native.call("ones", () -> torch.ones(shape, Native.options(type)));
    }

    /// A tensor full of one number.
    public static Tensor full(double number, DType type, long... shape) {
        try (Scalar scalar = Native.scalar(number)) {
            return Native.call("full", () -> torch.full(shape, scalar, Native.options(type)));
        }
    }

    /// The integers `0, 1, ..., count - 1`, as I64 of shape `[count]`.
    public static Tensor arange(long count) {
        try (Scalar end = new Scalar(count)) {
            return Native.call("arange", () -> torch.arange(end, Native.options(DType.I64)));
        }
    }

    /// An F32 tensor with a copy of the data, in row-major order.
    ///
    /// @throws IllegalArgumentException when the shape has not as many elements as the data
    public static Tensor of(float[] data, long... shape) {
        return copied(DType.F32, data.length, MemorySegment.ofArray(data), shape);
    }

    /// An I64 tensor with a copy of the data, in row-major order.
    ///
    /// @throws IllegalArgumentException when the shape has not as many elements as the data
    public static Tensor of(long[] data, long... shape) {
        return copied(DType.I64, data.length, MemorySegment.ofArray(data), shape);
    }

    /// A BOOL tensor with a copy of the data, in row-major order.
    ///
    /// @throws IllegalArgumentException when the shape has not as many elements as the data
    public static Tensor of(boolean[] data, long... shape) {
        byte[] bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) (data[i] ? 1 : 0);
        }
        return copied(DType.BOOL, bytes.length, MemorySegment.ofArray(bytes), shape);
    }

    /// An F32 tensor of draws from the normal distribution with mean 0 and deviation 1.
    public static Tensor randn(Rng rng, long... shape) {
        return rng.draw("randn", generator -> torch.randn(shape, generator, Native.options(DType.F32)));
    }

    /// An F32 tensor of draws from the uniform distribution over [0, 1).
    public static Tensor rand(Rng rng, long... shape) {
        return rng.draw("rand", generator -> torch.rand(shape, generator, Native.options(DType.F32)));
    }

    /// The bytes of a file as U8 of shape `[bytes]`, mapped, not read: pages come in when they are touched. The mapping lives as
    /// long as a tensor over it; writing to one changes memory, never the file. The file must not shrink meanwhile.
    ///
    /// @param bytes the size of the file
    public static Tensor map(Path file, long bytes) {
        try (BytePointer name = new BytePointer(file.toString(), StandardCharsets.UTF_8);
                BoolOptional shared = new BoolOptional(false);
                LongOptional size = new LongOptional(bytes)) {
            return Native.call("map " + file, () -> torch.from_file(name, shared, size, Native.options(DType.U8)));
        }
    }

    // ---- joining and choosing

    /// The tensors one after the other along an existing dimension.
    public static Tensor cat(List<Tensor> tensors, int dim) {
        try (TensorVector vector = Native.vector(tensors)) {
            return Native.call("cat", () -> torch.cat(vector, dim), tensors.toArray(Tensor[]::new));
        }
    }

    /// The tensors one after the other along a new dimension.
    public static Tensor stack(List<Tensor> tensors, int dim) {
        try (TensorVector vector = Native.vector(tensors)) {
            return Native.call("stack", () -> torch.stack(vector, dim), tensors.toArray(Tensor[]::new));
        }
    }

    /// `yes` where the condition (BOOL) holds, `no` elsewhere.
    public static Tensor where(Tensor condition, Tensor yes, Tensor no) {
        return Native.call("where", () -> torch.where(condition.handle(), yes.handle(), no.handle()), condition, yes, no);
    }

    /// The `k` largest elements along one dimension, in descending order.
    public static TopK topK(Tensor x, int k, int dim) {
        T_TensorTensor_T[] both = new T_TensorTensor_T[1];
        Native.run("topK", () -> both[0] = torch.topk(x.handle(), k, dim, true, true), x);
        try (T_TensorTensor_T found = both[0]) {
            return new TopK(own(found.get0()), own(found.get1()));
        }
    }

    /// What [#topK] found.
    ///
    /// @param values the largest elements
    /// @param indices where they stood, I64
    public record TopK(Tensor values, Tensor indices) {}

    // ---- layers

    /// Rows of a table.
    ///
    /// @param weight [V, D]
    /// @param ids [...], I64
    /// @return [..., D]
    public static Tensor embedding(Tensor weight, Tensor ids) {
        return Native.call("embedding", () -> torch.embedding(weight.handle(), ids.handle()), weight, ids);
    }

    /// `x` times the transposed weight.
    ///
    /// @param x [..., in]
    /// @param weight [out, in]
    /// @return [..., out]
    public static Tensor linear(Tensor x, Tensor weight) {
        return Native.call("linear", () -> torch.linear(x.handle(), weight.handle()), x, weight);
    }

    /// `x` times the transposed weight, plus the bias.
    ///
    /// @param x [..., in]
    /// @param weight [out, in]
    /// @param bias `[out]`
    /// @return [..., out]
    public static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
        return Native.call("linear", () -> torch.linear(x.handle(), weight.handle(), bias.handle()), x, weight, bias);
    }

    /// Normalises the last dimensions of `x` to mean 0 and variance 1, then scales and shifts them.
    ///
    /// @param weight the shape of the normalised dimensions
    /// @param bias the same
    public static Tensor layerNorm(Tensor x, Tensor weight, Tensor bias, double eps) {
        try (TensorOptional scale = new TensorOptional(weight.handle());
                TensorOptional shift = new TensorOptional(bias.handle())) {
            return Native.call("layerNorm",
                    () -> torch.layer_norm(x.handle(), weight.shape(), scale, shift, eps, false), x, weight, bias);
        }
    }

    /// A convolution without padding or bias.
    ///
    /// @param x [N, in, height, width]
    /// @param weight [out, in, kernel height, kernel width]
    /// @return [N, out, (height - kernel height) / stride + 1, (width - kernel width) / stride + 1]
    public static Tensor conv2d(Tensor x, Tensor weight, int stride) {
        return Native.call("conv2d", () -> torch.conv2d(x.handle(), weight.handle(), Native.NO_TENSOR,
                new long[] {stride, stride}, new long[] {0, 0}, new long[] {1, 1}, 1), x, weight);
    }

    /// Attention without a mask.
    ///
    /// @param q [B, H, T, D]
    /// @param k [B, H or a divisor of it, S, D]
    /// @param v as `k`
    /// @return [B, H, T, D]
    public static Tensor scaledDotProductAttention(Tensor q, Tensor k, Tensor v) {
        return scaledDotProductAttention(q, k, v, null);
    }

    /// Attention, scaled by one over the square root of `D`. When `k` has fewer heads than `q`, each serves several heads of `q`.
    /// Its backward pass is slow in BF16 on a CPU.
    ///
    /// @param q [B, H, T, D]
    /// @param k [B, H or a divisor of it, S, D]
    /// @param v as `k`
    /// @param additiveMask of q's type, broadcast to [B, H, T, S], added to the scores; null for none
    /// @return [B, H, T, D]
    public static Tensor scaledDotProductAttention(Tensor q, Tensor k, Tensor v, @Nullable Tensor additiveMask) {
        boolean grouped = q.size(-3) != k.size(-3);
        Tensor[] operands = additiveMask == null ? new Tensor[] {q, k, v} : new Tensor[] {q, k, v, additiveMask};
        try (TensorOptional mask = additiveMask == null ? new TensorOptional() : new TensorOptional(additiveMask.handle());
                DoubleOptional defaultScale = new DoubleOptional()) {
            return Native.call("scaledDotProductAttention", () -> torch.scaled_dot_product_attention(
                    q.handle(), k.handle(), v.handle(), mask, 0.0, false, defaultScale, grouped), operands);
        }
    }

    /// Sets elements to zero with probability `p` and scales the others by `1 / (1 - p)`.
    ///
    /// @param p at least 0 and less than 1
    public static Tensor dropout(Tensor x, double p, Rng rng) {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException("dropout: expected a probability of at least 0 and less than 1, got " + p);
        }
        if (p == 0) {
            return Native.call("dropout", () -> new org.bytedeco.pytorch.Tensor(x.handle()), x);
        }
        return rng.draw("dropout", generator -> dropped(x.handle(), p, generator), x);
    }

    /// The mean cross entropy of rows of logits.
    ///
    /// @param logits [n, classes]
    /// @param targets `[n]`, I64, the right class of each row
    /// @return a single number
    public static Tensor crossEntropy(Tensor logits, Tensor targets) {
        return Native.call("crossEntropy", () -> torch.cross_entropy_loss(logits.handle(), targets.handle()), logits, targets);
    }

    // ---- linear algebra

    /// The reduced singular value decomposition `x = u diag(s) vᵀ`.
    ///
    /// @param x [n, m]
    public static Svd svd(Tensor x) {
        T_TensorTensorTensor_T[] all = new T_TensorTensorTensor_T[1];
        Native.run("svd", () -> all[0] = torch.svd(x.handle()), x);
        try (T_TensorTensorTensor_T found = all[0]) {
            return new Svd(own(found.get0()), own(found.get1()), own(found.get2()));
        }
    }

    /// What [#svd] found, with `r` the smaller size of the matrix.
    ///
    /// @param u [n, r], orthonormal columns
    /// @param s `[r]`, descending
    /// @param v [m, r], orthonormal columns
    public record Svd(Tensor u, Tensor s, Tensor v) {}

    private static Tensor copied(DType type, int elements, MemorySegment data, long[] shape) {
        long expected = 1;
        for (long size : shape) {
            expected = Math.multiplyExact(expected, size);
        }
        if (expected != elements) {
            throw new IllegalArgumentException("tensor data: expected " + expected + " elements for shape "
                    + Arrays.toString(shape) + ", got " + elements);
        }
        return Native.call("of", () -> {
            org.bytedeco.pytorch.Tensor tensor = Native.empty(type, shape);
            if (elements > 0) {
                MemorySegment.ofAddress(tensor.data_ptr().address()).reinterpret(data.byteSize()).copyFrom(data);
            }
            return tensor;
        });
    }

    private static org.bytedeco.pytorch.Tensor dropped(org.bytedeco.pytorch.Tensor x, double p, GeneratorOptional generator) {
        try (org.bytedeco.pytorch.Tensor plain = x.detach();
                org.bytedeco.pytorch.Tensor mask = torch.bernoulli(plain, 1 - p, generator);
                Scalar scale = new Scalar(1 / (1 - p))) {
            mask.mul_(scale);
            return x.mul(mask);
        }
    }

    /// A result that a native tuple lends becomes a tensor of the current scope.
    private static Tensor own(org.bytedeco.pytorch.Tensor lent) {
        return Native.call("own", () -> new org.bytedeco.pytorch.Tensor(lent));
    }
}
