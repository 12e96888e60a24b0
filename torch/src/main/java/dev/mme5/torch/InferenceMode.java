package dev.mme5.torch;

/// A stretch of code of this thread that can never need gradients: faster than [NoGrad], but the tensors it makes cannot take
/// part in a recorded operation later.
///
/// `try (InferenceMode _ = InferenceMode.enter()) { ... }`
public final class InferenceMode implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final org.bytedeco.pytorch.InferenceMode guard;
    private boolean closed;

    private InferenceMode(org.bytedeco.pytorch.InferenceMode guard) {
        this.guard = guard;
    }

    /// Enters inference mode until the result is closed.
    public static InferenceMode enter() {
        Threads.initialise();
        return new InferenceMode(new org.bytedeco.pytorch.InferenceMode(true));
    }

    /// The mode is as before. Closing twice does nothing.
    ///
    /// @throws IllegalStateException on another thread
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("InferenceMode: expected to be closed on its own thread '" + thread.getName()
                    + "', got '" + Thread.currentThread().getName() + "'");
        }
        closed = true;
        guard.deallocate();
    }
}
