package dev.mme5.training;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Waits for work on other threads. An interrupt does not end the wait: it stays set on the thread, and the loop looks at it between
/// steps, so that a step is taken whole or not at all.
final class Futures {
    private Futures() {}

    /// @throws RuntimeException the work's own failure
    static <T> T get(Future<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
