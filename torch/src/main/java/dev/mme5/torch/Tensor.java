package dev.mme5.torch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// A dense array of numbers in native memory, with its history for gradients.
///
/// A tensor belongs to a [TensorScope] or, after [TensorScope#detach], to an owner who closes it; see there for its lifetime.
/// Every operation that returns a tensor makes a new one in the current scope, unless it says "in place". Reshaping operations
/// share memory with this tensor where they can. Operands broadcast as in NumPy, and types promote as in PyTorch.
///
/// Every method throws [IllegalStateException] when the tensor is closed or a result has no scope to live in, and
/// [TorchException] when libtorch refuses the operation. Any thread may read a tensor while its owner keeps it open; writing
/// in place needs the caller's own synchronisation.
public final class Tensor implements AutoCloseable {
    private org.bytedeco.pytorch.@Nullable Tensor handle;
    private @Nullable TensorScope scope;
    private long @Nullable [] shape;
    private @Nullable DType dtype;

    Tensor(org.bytedeco.pytorch.Tensor handle) {
        this.handle = handle;
    }

    // ---- what it is

    /// The size of each dimension; the array is the caller's.
    public long[] shape() {
        return sizes().clone();
    }

    /// The size of one dimension.
    public long size(int dim) {
        long[] sizes = sizes();
        int index = dim < 0 ? dim + sizes.length : dim;
        if (index < 0 || index >= sizes.length) {
            throw new IndexOutOfBoundsException(this + ": expected a dimension of the tensor, got " + dim);
        }
        return sizes[index];
    }

    /// The number of dimensions; 0 for a single number.
    public int rank() {
        return sizes().length;
    }

    /// The number of elements.
    public long elementCount() {
        long count = 1;
        for (long size : sizes()) {
            count *= size;
        }
        return count;
    }

    /// The type of the elements.
    public DType dtype() {
        DType known = dtype;
        if (known == null) {
            known = Native.dtype(handle().scalar_type());
            dtype = known;
        }
        return known;
    }

    /// The type and the shape, such as `F32[2, 3]`.
    @Override
    public String toString() {
        return isClosed() ? "closed tensor" : dtype() + Arrays.toString(sizes());
    }

    // ---- type, layout, history

    /// The same numbers in another type; shares memory when the type is the same.
    public Tensor to(DType type) {
        return apply("to " + type, t -> t.to(Native.scalarType(type)));
    }

    /// The same bytes read as another type: the last dimension shrinks or grows by the ratio of the element sizes.
    public Tensor reinterpret(DType type) {
        return apply("reinterpret as " + type, t -> t.view(Native.scalarType(type)));
    }

    /// The same numbers, in row-major order in memory; shares memory when they are already.
    public Tensor contiguous() {
        return apply("contiguous", t -> t.contiguous());
    }

    /// The same memory without the history: gradients do not flow through the result.
    public Tensor detach() {
        return apply("detach", t -> t.detach());
    }

    /// A copy in memory of its own; gradients flow through it.
    public Tensor copy() {
        return apply("copy", t -> t.clone());
    }

    // ---- shape

    /// The same elements in another shape; one size may be -1.
    public Tensor reshape(long... shape) {
        return apply("reshape to " + Arrays.toString(shape), t -> t.reshape(shape));
    }

    /// A view with two dimensions exchanged.
    public Tensor transpose(int first, int second) {
        return apply("transpose", t -> t.transpose(first, second));
    }

    /// A view with the dimensions in the given order.
    public Tensor permute(long... order) {
        return apply("permute to " + Arrays.toString(order), t -> t.permute(order));
    }

    /// A view that repeats dimensions of size 1; -1 keeps a size.
    public Tensor expand(long... shape) {
        return apply("expand to " + Arrays.toString(shape), t -> t.expand(shape));
    }

    /// A view with a new dimension of size 1 at `dim`.
    public Tensor unsqueeze(int dim) {
        return apply("unsqueeze", t -> t.unsqueeze(dim));
    }

    /// A view without dimension `dim`, if its size is 1.
    public Tensor squeeze(int dim) {
        return apply("squeeze", t -> t.squeeze(dim));
    }

    /// A view of `length` consecutive elements of dimension `dim`.
    public Tensor narrow(int dim, long start, long length) {
        return apply("narrow", t -> t.narrow(dim, start, length));
    }

    /// A view of element `index` of dimension `dim`, without that dimension.
    public Tensor select(int dim, long index) {
        return apply("select", t -> t.select(dim, index));
    }

    /// A copy of the elements of dimension `dim` that `index` names.
    ///
    /// @param index `[n]`, integers
    public Tensor indexSelect(int dim, Tensor index) {
        return apply("indexSelect", index, (t, i) -> t.index_select(dim, i));
    }

    /// For each position of `index`, the element of dimension `dim` that it names.
    ///
    /// @param index I64, of this tensor's rank; also the shape of the result
    public Tensor gather(int dim, Tensor index) {
        return apply("gather", index, (t, i) -> t.gather(dim, i));
    }

    // ---- arithmetic

    /// The sum, element by element.
    public Tensor add(Tensor other) {
        return apply("add", other, (a, b) -> a.add(b));
    }

    /// The difference, element by element.
    public Tensor sub(Tensor other) {
        return apply("sub", other, (a, b) -> a.sub(b));
    }

    /// The product, element by element.
    public Tensor mul(Tensor other) {
        return apply("mul", other, (a, b) -> a.mul(b));
    }

    /// The quotient, element by element.
    public Tensor div(Tensor other) {
        return apply("div", other, (a, b) -> a.div(b));
    }

    /// Every element plus a number.
    public Tensor add(double number) {
        return apply("add", number, (t, s) -> t.add(s));
    }

    /// Every element times a number.
    public Tensor mul(double number) {
        return apply("mul", number, (t, s) -> t.mul(s));
    }

    /// The matrix product `[..., n, k] x [..., k, m] -> [..., n, m]`; leading dimensions broadcast.
    public Tensor matmul(Tensor other) {
        return apply("matmul", other, (a, b) -> a.matmul(b));
    }

    /// Every element with the other sign.
    public Tensor neg() {
        return apply("neg", t -> t.neg());
    }

    /// e to the power of every element.
    public Tensor exp() {
        return apply("exp", t -> t.exp());
    }

    /// The natural logarithm of every element.
    public Tensor log() {
        return apply("log", t -> t.log());
    }

    /// The hyperbolic tangent of every element.
    public Tensor tanh() {
        return apply("tanh", t -> t.tanh());
    }

    /// The square root of every element.
    public Tensor sqrt() {
        return apply("sqrt", t -> t.sqrt());
    }

    /// One over the square root of every element.
    public Tensor rsqrt() {
        return apply("rsqrt", t -> t.rsqrt());
    }

    /// Every element times itself.
    public Tensor square() {
        return apply("square", t -> t.square());
    }

    /// `1 / (1 + exp(-x))` of every element.
    public Tensor sigmoid() {
        return apply("sigmoid", t -> t.sigmoid());
    }

    /// `x * sigmoid(x)` of every element.
    public Tensor silu() {
        return apply("silu", t -> torch.silu(t));
    }

    /// `x * (1 + erf(x / sqrt 2)) / 2` of every element: the exact form, not the tanh approximation.
    public Tensor gelu() {
        return apply("gelu", t -> torch.gelu(t));
    }

    // ---- reductions

    /// The sum of all elements, a single number.
    public Tensor sum() {
        return apply("sum", t -> t.sum());
    }

    /// The sum along one dimension, which `keepDim` leaves with size 1.
    public Tensor sum(int dim, boolean keepDim) {
        return apply("sum", t -> t.sum(new long[] {dim}, keepDim, Native.SAME_TYPE));
    }

    /// The mean of all elements, a single number.
    public Tensor mean() {
        return apply("mean", t -> t.mean());
    }

    /// The mean along one dimension, which `keepDim` leaves with size 1.
    public Tensor mean(int dim, boolean keepDim) {
        return apply("mean", t -> t.mean(new long[] {dim}, keepDim, Native.SAME_TYPE));
    }

    /// The largest elements along one dimension, without that dimension; the gradient goes to the first of equals.
    public Tensor max(int dim) {
        return apply("max", t -> {
            try (T_TensorTensor_T valuesAndIndices = t.max(dim)) {
                return new org.bytedeco.pytorch.Tensor(valuesAndIndices.get0());
            }
        });
    }

    /// The indices (I64) of the largest elements along one dimension, without that dimension.
    public Tensor argMax(int dim) {
        return apply("argMax", t -> {
            try (LongOptional along = new LongOptional(dim)) {
                return t.argmax(along, false);
            }
        });
    }

    /// The softmax along one dimension.
    public Tensor softmax(int dim) {
        return apply("softmax", t -> t.softmax(dim));
    }

    /// The logarithm of the sum of exponentials along one dimension, computed without overflow.
    public Tensor logSumExp(int dim, boolean keepDim) {
        return apply("logSumExp", t -> t.logsumexp(new long[] {dim}, keepDim));
    }

    /// The Euclidean length along one dimension.
    public Tensor norm2(int dim, boolean keepDim) {
        return apply("norm2", 2, (t, two) -> torch.linalg_vector_norm(t, two, new long[] {dim}, keepDim, Native.SAME_TYPE));
    }

    // ---- masks

    /// This tensor with `number` where the mask is true.
    ///
    /// @param mask BOOL, broadcast to this tensor's shape
    public Tensor maskedFill(Tensor mask, double number) {
        try (Scalar scalar = Native.scalar(number)) {
            return apply("maskedFill", mask, (t, m) -> t.masked_fill(m, scalar));
        }
    }

    /// Where elements equal a number (BOOL).
    public Tensor eq(double number) {
        return apply("eq", number, (t, s) -> t.eq(s));
    }

    /// Where elements are less than a number (BOOL).
    public Tensor lt(double number) {
        return apply("lt", number, (t, s) -> t.lt(s));
    }

    /// Where elements are greater than a number (BOOL).
    public Tensor gt(double number) {
        return apply("gt", number, (t, s) -> t.gt(s));
    }

    // ---- in place: for use inside NoGrad, or on tensors without history

    /// Adds `alpha * other` to this tensor, in place.
    ///
    /// @return this tensor
    public Tensor addInPlace(Tensor other, double alpha) {
        try (Scalar scalar = Native.scalar(alpha)) {
            Native.run("addInPlace", () -> handle().add_(other.handle(), scalar), this, other);
        }
        return this;
    }

    /// Multiplies every element by a number, in place.
    ///
    /// @return this tensor
    public Tensor mulInPlace(double number) {
        try (Scalar scalar = Native.scalar(number)) {
            return change("mulInPlace", t -> t.mul_(scalar));
        }
    }

    /// Overwrites the elements with those of `other`, converted to this type and broadcast to this shape.
    ///
    /// @return this tensor
    public Tensor copyFrom(Tensor other) {
        Native.run("copyFrom", () -> handle().copy_(other.handle()), this, other);
        return this;
    }

    /// Sets every element to zero, in place.
    ///
    /// @return this tensor
    public Tensor zeroInPlace() {
        return change("zeroInPlace", t -> t.zero_());
    }

    /// Sets every element to a number, in place.
    ///
    /// @return this tensor
    public Tensor fillInPlace(double number) {
        try (Scalar scalar = Native.scalar(number)) {
            return change("fillInPlace", t -> t.fill_(scalar));
        }
    }

    // ---- gradients

    /// Says whether operations on this tensor are recorded for gradients; only for a leaf, a tensor without history.
    ///
    /// @return this tensor
    public Tensor requiresGrad(boolean required) {
        return change("requiresGrad", t -> t.set_requires_grad(required));
    }

    /// Whether a gradient can flow to or through this tensor.
    public boolean requiresGrad() {
        return handle().requires_grad();
    }

    /// Adds the gradient of this single number to [#grad] of every leaf that it was computed from. Two threads must not do this
    /// over the same leaves: use [Autograd#grad] there.
    public void backward() {
        Native.run("backward", () -> handle().backward(), this);
    }

    /// The gradient that [#backward] has accumulated in this leaf, if any; it shares the leaf's gradient memory.
    public Optional<Tensor> grad() {
        if (!handle().grad().defined()) {
            return Optional.empty();
        }
        return Optional.of(apply("grad", t -> new org.bytedeco.pytorch.Tensor(t.grad())));
    }

    // ---- to Java

    /// A copy of all elements in row-major order, converted to float.
    public float[] toFloatArray() {
        float[] target = new float[Math.toIntExact(elementCount())];
        copyToFloats(target, 0);
        return target;
    }

    /// Copies all elements in row-major order, converted to float, into `target` from `offset` on.
    public void copyToFloats(float[] target, int offset) {
        int count = Math.toIntExact(elementCount());
        read(DType.F32, memory -> MemorySegment.copy(memory, ValueLayout.JAVA_FLOAT, 0, target, offset, count));
    }

    /// A copy of all elements in row-major order, as integers; a boolean is 0 or 1.
    ///
    /// @throws IllegalArgumentException when the elements have a fraction
    public long[] toLongArray() {
        if (dtype().isFloatingPoint()) {
            throw new IllegalArgumentException(this + ": expected integers or booleans, got floating point; use toFloatArray");
        }
        long[] target = new long[Math.toIntExact(elementCount())];
        read(DType.I64, memory -> MemorySegment.copy(memory, ValueLayout.JAVA_LONG, 0, target, 0, target.length));
        return target;
    }

    /// Copies raw bytes of the elements in row-major order, from byte `from` on, filling `target`.
    ///
    /// @throws IndexOutOfBoundsException when the tensor ends before `target` is full
    public void copyToBytes(long from, byte[] target) {
        read(dtype(), memory -> MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, from, target, 0, target.length));
    }

    /// The only element of a tensor that has one.
    public double item() {
        try {
            return handle().item_double();
        } catch (RuntimeException failure) {
            throw Native.explain("item", failure, this);
        }
    }

    // ---- lifetime

    /// Frees this tensor now. Its scope then has nothing left to do for it; closing it again does nothing.
    ///
    /// @throws IllegalStateException when it belongs to another thread's scope
    @Override
    public void close() {
        if (isClosed()) {
            return;
        }
        if (scope != null) {
            scope.requireOpenHere();
        }
        free();
    }

    /// Whether this tensor has been freed.
    public boolean isClosed() {
        return handle == null;
    }

    org.bytedeco.pytorch.Tensor handle() {
        org.bytedeco.pytorch.Tensor open = handle;
        if (open == null) {
            throw new IllegalStateException((scope == null ? "tensor" : "tensor of scope '" + scope.name() + "'")
                    + ": expected an open tensor, got a closed one; keep what must outlive the scope with TensorScope.keep");
        }
        return open;
    }

    @Nullable TensorScope scope() {
        return scope;
    }

    void moveTo(@Nullable TensorScope owner) {
        scope = owner;
    }

    synchronized void free() {
        org.bytedeco.pytorch.Tensor open = handle;
        if (open != null) {
            handle = null;
            open.deallocate();
            TensorScope.countFreed();
        }
    }

    private long[] sizes() {
        org.bytedeco.pytorch.Tensor open = handle();
        long[] known = shape;
        if (known == null) {
            known = new long[Math.toIntExact(open.dim())];
            for (int i = 0; i < known.length; i++) {
                known[i] = open.size(i);
            }
            shape = known;
        }
        return known;
    }

    /// Shows the elements in row-major order to a reader, without giving the current scope anything to keep.
    private void read(DType type, Consumer<MemorySegment> reader) {
        long bytes = elementCount() * type.bytes();
        if (bytes == 0) {
            reader.accept(MemorySegment.NULL);
            return;
        }
        try (org.bytedeco.pytorch.Tensor converted = handle().to(Native.scalarType(type));
                org.bytedeco.pytorch.Tensor dense = converted.contiguous()) {
            reader.accept(MemorySegment.ofAddress(dense.data_ptr().address()).reinterpret(bytes).asReadOnly());
        }
    }

    private Tensor apply(String operation, UnaryOperator<org.bytedeco.pytorch.Tensor> body) {
        return Native.call(operation, () -> body.apply(handle()), this);
    }

    private Tensor apply(String operation, Tensor other, BinaryOperator<org.bytedeco.pytorch.Tensor> body) {
        return Native.call(operation, () -> body.apply(handle(), other.handle()), this, other);
    }

    private Tensor apply(String operation, double number, NumberOperation body) {
        try (Scalar scalar = Native.scalar(number)) {
            return Native.call(operation, () -> body.apply(handle(), scalar), this);
        }
    }

    private Tensor change(String operation, Consumer<org.bytedeco.pytorch.Tensor> body) {
        Native.run(operation, () -> body.accept(handle()), this);
        return this;
    }

    @FunctionalInterface
    private interface NumberOperation {
        org.bytedeco.pytorch.Tensor apply(org.bytedeco.pytorch.Tensor tensor, Scalar number);
    }
}
