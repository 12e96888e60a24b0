package dev.mme5.synthesis.forecast;

import java.util.ArrayList;
import java.util.List;

/// A row of a pilot with what was asked for it.
///
/// @param stratum rows alike enough to be forecast together
/// @param calls in their order, at least one; of a kept row the last was kept
public record PilotRow(String stratum, List<Call> calls) {

    /// What one call took.
    public record Call(boolean kept, double usd, long promptTokens, long completionTokens, long millis) {}

    public PilotRow {
        calls = List.copyOf(calls);
    }

    /// The same, asked once more.
    public PilotRow with(Call next) {
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
