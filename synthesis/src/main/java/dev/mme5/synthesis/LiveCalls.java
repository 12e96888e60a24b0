package dev.mme5.synthesis;

import dev.mme5.synthesis.journal.JournalRecord.Result;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherReply;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Asks a teacher that answers at once: so many virtual threads, each with one call at a time.
final class LiveCalls implements Calls {
    private static final long SECONDS_FOR_CALLS_IN_FLIGHT = 20;

    private final Caller caller;
    private final Teacher teacher;
    private final RunState state;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("call-", 0).factory());

    LiveCalls(Caller caller, Teacher teacher, RunState state) {
        this.caller = caller;
        this.teacher = teacher;
        this.state = state;
    }

    @Override
    public void start(int inFlight) {
        for (int i = 0; i < inFlight; i++) {
            threads.execute(this::work);
        }
    }

    private void work() {
        Rounds rounds = state.rounds();
        try {
            for (Optional<Ticket> ticket = rounds.take(); ticket.isPresent(); ticket = rounds.take()) {
                make(ticket.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: the call is given up
        } catch (Throwable e) {
            rounds.fail(e);
        }
    }

    private void make(Ticket ticket) throws InterruptedException {
        if (state.spending().isStopped() && !state.journal().recorded().has(ticket.row(), ticket.round())) {
            state.rounds().skip(ticket); // without drawing pictures in vain
            return;
        }
        Optional<Caller.Order> order = caller.prepare(ticket);
        if (order.isEmpty()) {
            return;
        }
        if (state.spending().begin()) {
            ask(order.get());
        } else {
            state.rounds().skip(ticket);
        }
    }

    private void ask(Caller.Order order) throws InterruptedException {
        Instant began = state.clock().instant();
        boolean cameBack = false;
        try {
            TeacherReply reply = teacher.answer(order.request());
            cameBack = true;
            Caller.Kept kept = caller.keep(order, new Result.Answer(reply.raw(), reply.usage()), began);
            state.rounds().done(order.ticket(), kept.place(), Reply.of(order.row(), kept.call(), reply.answer()));
        } catch (AnswerException e) {
            cameBack = true;
            Caller.Kept kept = caller.keep(order, Result.Failure.of(e), began);
            state.rounds().done(order.ticket(), kept.place(), Reply.of(order.row(), kept.call()));
        } finally {
            if (!cameBack) {
                state.spending().abandon(1);
            }
        }
    }

    /// Begins no more calls, and waits a while for those in flight, so that their answers are saved; then gives them up.
    @Override
    public void close() {
        state.rounds().end();
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
