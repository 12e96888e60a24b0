package dev.mme5.synthesis;

import dev.mme5.synthesis.journal.Journal;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.quality.Gates;
import dev.mme5.synthesis.teacher.BatchTeacher;
import dev.mme5.synthesis.teacher.Prices;
import dev.mme5.synthesis.teacher.Teacher;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// One process's work on some rows of a plan: callers ask, one judge judges.
final class SynthesisRun {
    private static final int ROWS_OF_A_FIRST_JOB = 20;

    private final Parts parts;
    private final RunState state;
    private final Tally tally = new Tally();

    /// What a run is made of.
    ///
    /// @param prices of the teacher
    /// @param gates makes those of one run
    record Parts(
            Planner planner, Answerer answerer, Prices prices, RunSpec spec, InstantSource clock, Supplier<Gates> gates) {}

    /// What is to be done.
    ///
    /// @param rows the numbers of the rows to make, in the order they are judged in
    /// @param rounds how often a row is drawn at most
    record Job(int[] rows, int rounds, Budget budget) {}

    SynthesisRun(Parts parts, Job job, Journal journal, Meter.Audience audience) {
        this.parts = parts;
        for (int row : job.rows()) {
            tally.plan(parts.planner().kind(row));
        }
        Spending spending = new Spending(job.budget(), unpricedCalls(parts), journal.recorded());
        Meter meter = new Meter(spending, tally, audience, parts.clock());
        this.state = new RunState(
                journal, new Rounds(job.rows(), job.rounds(), parts.spec().inFlight()), spending, meter, parts.clock());
    }

    /// A limit on money is kept from the first call on: while nobody knows what one costs, few are made.
    private static int unpricedCalls(Parts parts) {
        return switch (parts.answerer()) {
            case Answerer.Live(Teacher teacher) -> 1;
            case Answerer.Batches(BatchTeacher teacher) -> ROWS_OF_A_FIRST_JOB;
        };
    }

    Tally tally() {
        return tally;
    }

    Meter meter() {
        return state.meter();
    }

    /// Makes the rows and judges them all.
    ///
    /// @throws SynthesisStoppedException if the thread is interrupted
    void judgeAll(Judge.Sink sink) {
        try (Gates gates = parts.gates().get();
                Calls calls = calls()) {
            calls.start(Math.min(parts.spec().inFlight(), parts.planner().size()));
            new Judge(parts.planner(), parts.answerer().info(), gates, state, sink).judge();
        } catch (InterruptedException e) {
            throw stopped();
        } catch (UncheckedIOException e) {
            throw Thread.currentThread().isInterrupted() ? stopped() : e; // an interrupted thread's files close under it
        }
    }

    private Calls calls() {
        Caller caller = new Caller(parts.planner(), parts.answerer(), parts.prices(), state);
        return switch (parts.answerer()) {
            case Answerer.Live(Teacher teacher) -> new LiveCalls(caller, teacher, state);
            case Answerer.Batches(BatchTeacher teacher) -> new BatchCalls(caller, teacher, state, parts.spec());
        };
    }

    private SynthesisStoppedException stopped() {
        Thread.currentThread().interrupt();
        return new SynthesisStoppedException(state.spending().total().calls());
    }

    /// What came of it.
    SynthesisReport report() {
        return tally.report(parts.answerer().info().name(), stoppedAt());
    }

    /// The limit at which it stopped, as on the command line.
    Optional<String> stoppedAt() {
        return state.spending().stopped();
    }

    CallsReport callsReport() {
        RunSnapshot now = state.meter().snapshot();
        Spending.Total total = state.spending().total();
        return new CallsReport(now.asked(), now.reused(), total.calls(), total.usage(), total.usd(), now.seconds(), now.callsPerSecond(),
                now.meanMillis(), now.longestMillis(), parts.spec().inFlight(), state.journal().recorded().damaged(), stoppedAt());
    }
}
