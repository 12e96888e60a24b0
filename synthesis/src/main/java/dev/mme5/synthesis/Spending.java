package dev.mme5.synthesis;

import dev.mme5.synthesis.journal.Recorded;
import dev.mme5.synthesis.teacher.Usage;
import java.util.Locale;
import java.util.Optional;

/// What was asked and spent, and whether there may be more. Thread-safe.
///
/// A call may begin only if the limit on money holds even when every call in flight turns out as dear as the dearest so far, and more
/// than that while few prices are known. Before the first is known, few calls are in flight. What a single call costs nobody knows
/// before; the limit may be missed by as much as a call is dearer than all before it.
final class Spending {
    private static final double MARGIN = 3;

    private final Budget budget;
    private final int unpriced;
    private Usage usage;
    private double usd;
    private int calls;
    private int inFlight;
    private double dearest;
    private int priced;
    private String stopped = "";

    /// @param unpriced how many calls may be in flight before any price is known
    /// @param before what earlier processes asked and spent
    Spending(Budget budget, int unpriced, Recorded before) {
        this.budget = budget;
        this.unpriced = unpriced;
        this.usage = before.usage();
        this.usd = before.usd();
        this.calls = before.calls();
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
        return usd < maxUsd && (priced == 0 ? inFlight < unpriced : usd + (inFlight + 1) * reserve() <= maxUsd);
    }

    /// What is set aside for a call: with few prices known, a dearer one is likely to come.
    private double reserve() {
        return dearest * (1 + MARGIN / priced);
    }

    /// A call came back.
    synchronized void end(Usage took, double cost) {
        inFlight--;
        calls++;
        usage = usage.plus(took);
        usd += cost;
        dearest = Math.max(dearest, cost);
        priced++;
        notifyAll();
    }

    /// Calls were given up without an answer.
    synchronized void abandon(int given) {
        inFlight -= given;
        notifyAll();
    }

    /// Calls of an earlier process are still under way.
    synchronized void underWay(int open) {
        inFlight += open;
    }

    /// Whether the next [#begin] would answer at once.
    synchronized boolean isDecided() {
        return !stopped.isEmpty() || budget.maxUsd().isEmpty() || inFlight == 0 || fits(budget.maxUsd().get());
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
