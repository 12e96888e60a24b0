package dev.mme5.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The lifetime of tensors: each one is born in the innermost open scope of its thread and dies when that scope closes.
///
/// ```java
/// try (TensorScope scope = TensorScope.open("train-step")) {
///     Tensor loss = ...;
///     return loss.item();
/// }
/// ```
///
/// Three ways out: [#keep] moves a tensor to the enclosing scope, [#detach] gives it to an owner who closes it (weights,
/// optimizer state, results for another thread), [Tensor#toFloatArray] copies it to Java. Memory that views share lives as long
/// as the last tensor over it, so a view may outlive the tensor it was made from.
///
/// A scope belongs to the platform thread that opened it, and scopes close in the reverse order of their opening; anything else
/// throws [IllegalStateException]. Other threads may read its tensors while it is open.
public final class TensorScope implements AutoCloseable {
    private static final ThreadLocal<@Nullable TensorScope> INNERMOST = new ThreadLocal<>();
    private static final LongAdder LIVE = new LongAdder();

    private final String name;
    private final @Nullable TensorScope parent;
    private final Thread thread = Thread.currentThread();
    private final List<Tensor> tensors = new ArrayList<>();
    private int compactAt = 1024;
    private boolean closed;

    private TensorScope(String name, @Nullable TensorScope parent) {
        this.name = name;
        this.parent = parent;
    }

    /// Opens a scope inside the current thread's innermost one.
    ///
    /// @param name what the scope is for, such as `train-step`; it appears in error messages
    /// @throws IllegalStateException on a virtual thread
    public static TensorScope open(String name) {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("scope '" + name + "': expected a platform thread, got a virtual one; libtorch keeps"
                    + " its state per thread of the operating system, hand the work to a platform thread");
        }
        TensorScope scope = new TensorScope(name, INNERMOST.get());
        INNERMOST.set(scope);
        return scope;
    }

    /// The number of tensors that are alive, over all threads and owners.
    public static long liveTensors() {
        return LIVE.sum();
    }

    /// Moves a tensor to the enclosing scope, so that it outlives this one. A tensor that already outlives this scope stays
    /// where it is.
    ///
    /// @return the same tensor
    /// @throws IllegalStateException when this scope is closed, is another thread's, or has no enclosing scope; when the tensor
    ///     is closed or belongs to a scope inside this one
    public Tensor keep(Tensor tensor) {
        requireOpenHere();
        tensor.handle();
        TensorScope owner = tensor.scope();
        if (owner == null || isInside(owner)) {
            return tensor;
        }
        if (owner != this) {
            throw new IllegalStateException("scope '" + name + "': expected a tensor of this scope, got one of scope '" + owner.name
                    + "'; keep it from that scope first");
        }
        if (parent == null) {
            throw new IllegalStateException("scope '" + name + "': expected an enclosing scope to keep the tensor in, got none;"
                    + " open one around it, or give the tensor an owner with TensorScope.detach");
        }
        parent.add(tensor);
        return tensor;
    }

    /// Takes a tensor out of its scope: from now on it lives until its owner calls [Tensor#close], on any thread.
    ///
    /// @return the same tensor
    /// @throws IllegalStateException when the tensor is closed or belongs to another thread's scope
    public static Tensor detach(Tensor tensor) {
        tensor.handle();
        TensorScope owner = tensor.scope();
        if (owner != null) {
            owner.requireOpenHere();
            tensor.moveTo(null);
        }
        return tensor;
    }

    /// Frees the tensors of this scope, the newest first. Closing a closed scope does nothing.
    ///
    /// @throws IllegalStateException on another thread, or when a scope inside this one is still open
    @Override
    public void close() {
        if (closed) {
            return;
        }
        requireOpenHere();
        TensorScope innermost = INNERMOST.get();
        if (innermost != null && innermost != this) {
            throw new IllegalStateException("scope '" + name + "': expected the scopes inside it to be closed, got '"
                    + innermost.name + "' still open; close that one first");
        }
        closed = true;
        if (parent == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(parent);
        }
        for (int i = tensors.size() - 1; i >= 0; i--) {
            Tensor tensor = tensors.get(i);
            if (tensor.scope() == this) {
                tensor.free();
            }
        }
        tensors.clear();
    }

    @Override
    public String toString() {
        return "scope '" + name + "'" + (closed ? " (closed)" : "");
    }

    /// The innermost open scope of this thread.
    static TensorScope current() {
        TensorScope scope = INNERMOST.get();
        if (scope == null) {
            throw new IllegalStateException("thread '" + Thread.currentThread().getName()
                    + "': expected an open TensorScope, got none; wrap the work in"
                    + " try (TensorScope scope = TensorScope.open(\"...\"))");
        }
        return scope;
    }

    /// Makes a native tensor that nobody owns a tensor of this scope.
    Tensor adopt(org.bytedeco.pytorch.Tensor handle) {
        Tensor tensor = new Tensor(handle);
        LIVE.increment();
        add(tensor);
        return tensor;
    }

    static void countFreed() {
        LIVE.decrement();
    }

    String name() {
        return name;
    }

    /// @throws IllegalStateException when this scope is closed or another thread's
    void requireOpenHere() {
        if (closed) {
            throw new IllegalStateException("scope '" + name + "': expected it to be open, got a closed one");
        }
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("scope '" + name + "': expected its own thread '" + thread.getName() + "', got '"
                    + Thread.currentThread().getName() + "'; give tensors for other threads an owner with TensorScope.detach");
        }
    }

    private void add(Tensor tensor) {
        if (tensors.size() >= compactAt) {
            // A long-lived scope must not remember every tensor that was closed early or moved away.
            tensors.removeIf(known -> known.isClosed() || known.scope() != this);
            compactAt = Math.max(1024, 2 * tensors.size());
        }
        tensors.add(tensor);
        tensor.moveTo(this);
    }

    private boolean isInside(TensorScope other) {
        for (TensorScope scope = parent; scope != null; scope = scope.parent) {
            if (scope == other) {
                return true;
            }
        }
        return false;
    }
}
