package dev.mme5.core;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/// A thread was interrupted, and gave up what it was doing: nobody is at fault. Says nothing of what was being read; whoever takes a
/// file that cannot be read for a broken one must let this pass. The thread's interrupt flag stays set.
public final class InterruptedWorkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param what was given up, such as a file's name
    public InterruptedWorkException(String what, Throwable cause) {
        super(message(what), cause);
    }

    private InterruptedWorkException(String what) {
        super(message(what));
    }

    private static String message(String what) {
        return what + ": stopped before the end, since the thread was interrupted; begin again";
    }

    /// Gives up if the thread is interrupted. For loops that read and write nothing, which an interrupt would otherwise not end.
    public static void check(String what) {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedWorkException(what);
        }
    }

    /// Tells a file that an interrupt closed from one that cannot be read or written.
    ///
    /// @throws InterruptedWorkException if the failure, or a cause of it, comes from an interrupt
    public static void throwIf(IOException failure, String what) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClosedByInterruptException) {
                throw new InterruptedWorkException(what, failure);
            }
        }
    }
}
