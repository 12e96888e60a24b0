package dev.mme5.torch;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The border that every call into libtorch crosses: results join the current scope, failures become [TorchException].
final class Native {
    static {
        Threads.initialise();
    }

    // Arguments that libtorch takes by value: made once and never freed.
    static final ScalarTypeOptional SAME_TYPE = new ScalarTypeOptional();
    static final MemoryFormatOptional SAME_LAYOUT = new MemoryFormatOptional();
    static final TensorOptional NO_TENSOR = new TensorOptional();
    private static final Map<DType, TensorOptions> OPTIONS = new EnumMap<>(DType.class);

    static {
        for (DType type : DType.values()) {
            OPTIONS.put(type, new TensorOptions(scalarType(type)));
        }
    }

    private Native() {}

    /// Runs an operation and gives its result to the current scope; without one nothing runs.
    static Tensor call(String operation, Supplier<org.bytedeco.pytorch.Tensor> body, Tensor... operands) {
        TensorScope scope = TensorScope.current();
        try {
            return scope.adopt(body.get());
        } catch (RuntimeException failure) {
            throw explain(operation, failure, operands);
        }
    }

    /// Runs an operation that has no tensor as its result.
    static void run(String operation, Runnable body, Tensor... operands) {
        try {
            body.run();
        } catch (RuntimeException failure) {
            throw explain(operation, failure, operands);
        }
    }

    /// JavaCPP turns every C++ exception into a plain RuntimeException; all others are ours and pass.
    static RuntimeException explain(String operation, RuntimeException failure, Tensor... operands) {
        if (failure.getClass() != RuntimeException.class) {
            return failure;
        }
        StringJoiner signature = new StringJoiner(", ", operation + "(", ")").setEmptyValue(operation);
        for (Tensor operand : operands) {
            signature.add(operand.toString());
        }
        return new TorchException(signature + ": " + withoutBacktrace(String.valueOf(failure.getMessage())), failure);
    }

    private static String withoutBacktrace(String message) {
        int backtrace = message.indexOf("\nException raised from");
        return backtrace < 0 ? message : message.substring(0, backtrace);
    }

    /// A number for libtorch; a whole one does not turn an integer tensor into floats. The caller closes it.
    static Scalar scalar(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53 && (value != 0 || 1 / value > 0);
        return whole ? new Scalar((long) value) : new Scalar(value);
    }

    /// A vector that shares the given tensors; the caller closes it.
    static TensorVector vector(List<Tensor> tensors) {
        TensorVector vector = new TensorVector(tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            vector.put(i, tensors.get(i).handle());
        }
        return vector;
    }

    static TensorOptions options(DType type) {
        return OPTIONS.get(type);
    }

    static ScalarType scalarType(DType type) {
        return switch (type) {
            case F32 -> ScalarType.Float;
            case F16 -> ScalarType.Half;
            case BF16 -> ScalarType.BFloat16;
            case F64 -> ScalarType.Double;
            case I64 -> ScalarType.Long;
            case I32 -> ScalarType.Int;
            case U8 -> ScalarType.Byte;
            case BOOL -> ScalarType.Bool;
        };
    }

    static DType dtype(ScalarType type) {
        // JNI hands out copies of the constants, which a switch would not recognise.
        return switch (type.intern()) {
            case Float -> DType.F32;
            case Half -> DType.F16;
            case BFloat16 -> DType.BF16;
            case Double -> DType.F64;
            case Long -> DType.I64;
            case Int -> DType.I32;
            case Byte -> DType.U8;
            case Bool -> DType.BOOL;
            default -> throw new IllegalStateException("tensor: expected an element type of DType, got " + type
                    + "; read the tensor in one of " + List.of(DType.values()));
        };
    }

    /// A new tensor whose elements are not set; it belongs to nobody yet.
    static org.bytedeco.pytorch.Tensor empty(DType type, long[] shape) {
        return torch.empty(shape, options(type), SAME_LAYOUT);
    }
}
