package dev.mme5.synthesis;

import java.util.ArrayList;
import java.util.List;

/// A row of a pilot with what was asked for it.
///
/// @param stratum rows alike enough to be forecast together
/// @param calls in their order, at least one; of a kept row the last was kept
record PilotRow(String stratum, List<Call> calls) {

    /// What one call took.
    record Call(boolean kept, double usd, long promptTokens, long completionTokens, long millis) {}

    PilotRow {
        calls = List.copyOf(calls);
    }

    PilotRow with(Call next) {
        List<Call> more = new ArrayList<>(calls);
        more.add(next);
        return new PilotRow(stratum, more);
    }

    boolean isKept() {
        return calls.getLast().kept();
    }

    int refusals() {
        return calls.size() - (isKept() ? 1 : 0);
    }
}
