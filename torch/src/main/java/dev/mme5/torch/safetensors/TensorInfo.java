package dev.mme5.torch.safetensors;

import dev.mme5.torch.DType;
import java.util.Arrays;

/// What a weight file says about one tensor.
///
/// @param name its name in the file
/// @param dtype the type of its elements
/// @param shape the size of each dimension
public record TensorInfo(String name, DType dtype, long[] shape) {
    /// Keeps a copy of the shape.
    public TensorInfo {
        shape = shape.clone();
    }

    /// The size of each dimension; the array is the caller's.
    @Override
    public long[] shape() {
        return shape.clone();
    }

    /// How many bytes its elements take.
    public long bytes() {
        return Math.multiplyExact(elements(), (long) dtype.bytes());
    }

    /// How many elements it has.
    public long elements() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorInfo that
                && name.equals(that.name) && dtype == that.dtype && Arrays.equals(shape, that.shape);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(shape);
    }

    /// Such as `lm_head.weight BF16[32000, 4096]`.
    @Override
    public String toString() {
        return name + " " + dtype + Arrays.toString(shape);
    }
}
