package dev.mme5.synthesis;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Asks a teacher that answers at once: so many virtual threads, each with one call at a time.
final class LiveCalls implements AutoCloseable {
    private static final long SECONDS_FOR_CALLS_IN_FLIGHT = 20;

    private final Caller caller;
    private final Rounds rounds;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("call-", 0).factory());

    LiveCalls(Caller caller, Rounds rounds) {
        this.caller = caller;
        this.rounds = rounds;
    }

    /// Begins with the calls.
    ///
    /// @param inFlight how many at a time
    void start(int inFlight) {
        for (int i = 0; i < inFlight; i++) {
            threads.execute(this::work);
        }
    }

    private void work() {
        try {
            for (Optional<Ticket> ticket = rounds.take(); ticket.isPresent(); ticket = rounds.take()) {
                caller.make(ticket.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: the call is given up
        } catch (Throwable e) {
            rounds.fail(e);
        }
    }

    /// Begins no more calls, and waits a while for those in flight, so that their answers are saved; then gives them up.
    @Override
    public void close() {
        rounds.end();
        threads.shutdown();
        boolean interrupted = Thread.interrupted();
        try {
            if (!threads.awaitTermination(SECONDS_FOR_CALLS_IN_FLIGHT, TimeUnit.SECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
