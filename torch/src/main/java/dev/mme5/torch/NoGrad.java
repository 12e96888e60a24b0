package dev.mme5.torch;

import org.bytedeco.pytorch.GradMode;

/// A stretch of code of this thread whose operations are not recorded for gradients.
///
/// `try (NoGrad _ = NoGrad.enter()) { ... }`
public final class NoGrad implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final boolean recordedBefore;
    private boolean closed;

    private NoGrad(boolean recordedBefore) {
        this.recordedBefore = recordedBefore;
    }

    /// Stops recording until the result is closed.
    public static NoGrad enter() {
        Threads.initialise();
        NoGrad mode = new NoGrad(GradMode.is_enabled());
        GradMode.set_enabled(false);
        return mode;
    }

    /// Recording is as before. Closing twice does nothing.
    ///
    /// @throws IllegalStateException on another thread
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("NoGrad: expected to be closed on its own thread '" + thread.getName() + "', got '"
                    + Thread.currentThread().getName() + "'");
        }
        closed = true;
        GradMode.set_enabled(recordedBefore);
    }
}
