package dev.mme5.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What happens on Ctrl-C and SIGTERM: the command's thread is interrupted and given time to finish its step and save, then the process
/// ends at once. An ordinary exit would run the native libraries' destructors under threads that still compute, and crash.
final class SignalExit {
    private static final long SECONDS_TO_FINISH = 30;

    private final CountDownLatch finished = new CountDownLatch(1);

    /// Watches for signals while the calling thread runs a command.
    static SignalExit watch() {
        SignalExit exit = new SignalExit();
        Thread command = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> exit.onShutdown(command), "signal-exit"));
        return exit;
    }

    /// The command is over: the process may end in the ordinary way.
    void commandFinished() {
        finished.countDown();
    }

    private void onShutdown(Thread command) {
        if (finished.getCount() == 0) {
            return;
        }
        command.interrupt();
        try {
            if (!finished.await(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                System.err.println("mme5: expected to stop within " + SECONDS_TO_FINISH + " s, got a step that takes longer; it is given up,"
                        + " what was saved before it stays");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        endNow(ExitCode.INTERRUPTED);
    }

    private static void endNow(int code) {
        Linker linker = Linker.nativeLinker();
        MethodHandle exit = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("_exit"), FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
        try {
            exit.invokeExact(code);
        } catch (Throwable e) {
            throw new IllegalStateException("_exit cannot be called", e);
        }
    }
}
