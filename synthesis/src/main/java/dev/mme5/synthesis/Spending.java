package dev.mme5.synthesis;

import dev.mme5.synthesis.teacher.Usage;
import java.util.Locale;
import java.util.Optional;

/// What was asked and spent, and whether there may be more. Thread-safe.
///
/// A call may begin only if the limit on money holds even when every call in flight turns out as dear as the dearest so far. Before
/// the first price is known, a few calls at most are in flight.
final class Spending {
    private static final int UNPRICED_CALLS = 4;

    private final Budget budget;
    private Usage usage;
    private double usd;
    private int calls;
    private int inFlight;
    private double dearest;
    private boolean priced;
    private String stopped = "";

    /// @param usage of earlier processes, as are the others
    Spending(Budget budget, Usage usage, double usd, int calls) {
        this.budget = budget;
        this.usage = usage;
        this.usd = usd;
        this.calls = calls;
    }

    /// Asks for leave to make a call; waits where calls in flight must first tell what they cost.
    ///
    /// @return whether it may be made; if so, [#end] or [#abandon] must follow
    synchronized boolean begin() throws InterruptedException {
        while (stopped.isEmpty()) {
            if (budget.maxCalls().isPresent() && calls + inFlight >= budget.maxCalls().get()) {
                stopped = "--max-calls " + budget.maxCalls().get();
            } else if (budget.maxUsd().isEmpty() || fits(budget.maxUsd().get())) {
                inFlight++;
                return true;
            } else if (inFlight > 0) {
                wait();
            } else {
                stopped = String.format(Locale.ROOT, "--max-usd %.2f", budget.maxUsd().get());
            }
        }
        notifyAll();
        return false;
    }

    private boolean fits(double maxUsd) {
        return usd < maxUsd && (priced ? usd + (inFlight + 1) * dearest <= maxUsd : inFlight < UNPRICED_CALLS);
    }

    /// A call came back.
    synchronized void end(Usage took, double cost) {
        inFlight--;
        calls++;
        usage = usage.plus(took);
        usd += cost;
        dearest = Math.max(dearest, cost);
        priced = true;
        notifyAll();
    }

    /// A call was given up without an answer.
    synchronized void abandon() {
        inFlight--;
        notifyAll();
    }

    /// The limit that was reached, as on the command line.
    synchronized Optional<String> stopped() {
        return stopped.isEmpty() ? Optional.empty() : Optional.of(stopped);
    }

    synchronized boolean isStopped() {
        return !stopped.isEmpty();
    }

    /// What there is so far.
    record Total(Usage usage, double usd, int calls, int inFlight) {}

    synchronized Total total() {
        return new Total(usage, usd, calls, inFlight);
    }
}
