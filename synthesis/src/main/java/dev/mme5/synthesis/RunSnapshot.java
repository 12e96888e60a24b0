package dev.mme5.synthesis;

import dev.mme5.synthesis.SynthesisReport.Coverage;
import dev.mme5.synthesis.teacher.Usage;
import java.util.Map;

/// How far a run is.
///
/// @param seconds since this process began with it
/// @param asked calls that came back to this process
/// @param reused answers of earlier processes that were used
/// @param inFlight calls under way
/// @param meanMillis how long a call of this process took
/// @param longestMillis how long the slowest took
/// @param judged answers that were kept or refused
/// @param calls of the run, those of earlier processes included
/// @param usage what those took
/// @param usd what they cost
public record RunSnapshot(
        double seconds,
        int asked,
        int reused,
        int inFlight,
        double meanMillis,
        long longestMillis,
        int planned,
        int kept,
        int judged,
        int calls,
        Usage usage,
        double usd,
        Map<String, Coverage> tasks,
        Map<String, Coverage> modalities,
        Map<String, Coverage> languages) {

    /// Calls that came back each second.
    public double callsPerSecond() {
        return seconds == 0 ? 0 : asked / seconds;
    }

    /// The share of judged answers that were kept, 0 to 1; 1 before any was judged.
    public double acceptRate() {
        return judged == 0 ? 1 : (double) kept / judged;
    }

    /// What the whole run will have cost, as far as one can tell: the rows that are missing cost what those cost that are there.
    public double projectedUsd() {
        double usdPerRow = calls == 0 ? 0 : usd / calls / Math.max(acceptRate(), 0.01);
        double waiting = Math.max(0, calls - judged) * acceptRate();
        return usd + Math.max(0, planned - kept - waiting) * usdPerRow;
    }
}
