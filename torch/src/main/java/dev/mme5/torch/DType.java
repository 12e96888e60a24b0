package dev.mme5.torch;

import java.util.Arrays;
import java.util.Optional;

/// The type of a tensor's elements.
public enum DType {
    /// IEEE 754 single precision.
    F32(4, "F32"),
    /// IEEE 754 half precision.
    F16(2, "F16"),
    /// The upper half of a single-precision float.
    BF16(2, "BF16"),
    /// IEEE 754 double precision.
    F64(8, "F64"),
    /// Signed, 64 bits.
    I64(8, "I64"),
    /// Signed, 32 bits.
    I32(4, "I32"),
    /// Unsigned, 8 bits.
    U8(1, "U8"),
    /// True or false, one byte each.
    BOOL(1, "BOOL");

    private final int bytes;
    private final String safetensorsName;

    DType(int bytes, String safetensorsName) {
        this.bytes = bytes;
        this.safetensorsName = safetensorsName;
    }

    /// The size of one element in bytes.
    public int bytes() {
        return bytes;
    }

    /// The name of this type in a safetensors header, such as `BF16`.
    public String safetensorsName() {
        return safetensorsName;
    }

    /// Whether elements have a fraction; only such tensors can have a gradient.
    public boolean isFloatingPoint() {
        return switch (this) {
            case F32, F16, BF16, F64 -> true;
            case I64, I32, U8, BOOL -> false;
        };
    }

    /// The type of that name in a safetensors header; empty for a name that this library does not read.
    public static Optional<DType> ofSafetensorsName(String name) {
        return Arrays.stream(values()).filter(type -> type.safetensorsName.equals(name)).findFirst();
    }
}
