package dev.mme5.synthesis;

import dev.mme5.synthesis.journal.Journal;
import dev.mme5.synthesis.journal.Recorded;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.quality.Gates;
import dev.mme5.synthesis.teacher.Prices;
import dev.mme5.synthesis.teacher.Teacher;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;

/// One process's work on some rows of a plan: callers ask, one judge judges.
final class SynthesisRun {
    private final Parts parts;
    private final RunState state;
    private final Tally tally = new Tally();

    /// What a run is made of.
    ///
    /// @param prices of the teacher
    record Parts(Planner planner, Teacher teacher, Prices prices, RunSpec spec, InstantSource clock) {}

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
        Recorded before = journal.recorded();
        Spending spending = new Spending(job.budget(), before.usage(), before.usd(), before.calls());
        Meter meter = new Meter(spending, tally, audience, parts.clock());
        this.state = new RunState(journal, new Rounds(job.rows(), job.rounds()), spending, meter, parts.clock());
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
        Caller caller = new Caller(parts.planner(), parts.teacher(), parts.prices(), state);
        try (LiveCalls calls = new LiveCalls(caller, state.rounds())) {
            calls.start(Math.min(parts.spec().inFlight(), parts.planner().size()));
            new Judge(parts.planner(), parts.teacher().info(), Gates.forRun(), state, sink).judge();
        } catch (InterruptedException e) {
            throw stopped();
        } catch (UncheckedIOException e) {
            throw Thread.currentThread().isInterrupted() ? stopped() : e; // an interrupted thread's files close under it
        }
    }

    private SynthesisStoppedException stopped() {
        Thread.currentThread().interrupt();
        return new SynthesisStoppedException(state.spending().total().calls());
    }

    /// What came of it.
    SynthesisReport report() {
        return tally.report(parts.teacher().info().name(), stoppedAt());
    }

    /// The limit at which it stopped, as on the command line.
    Optional<String> stoppedAt() {
        return state.spending().stopped();
    }

    CallsReport calls() {
        RunSnapshot now = state.meter().snapshot();
        Spending.Total total = state.spending().total();
        return new CallsReport(now.asked(), now.reused(), total.calls(), total.usage(), total.usd(), now.seconds(), now.callsPerSecond(),
                now.meanMillis(), now.longestMillis(), parts.spec().inFlight(), state.journal().recorded().damaged(), stoppedAt());
    }
}
