package dev.mme5.synthesis;

import dev.mme5.synthesis.teacher.Usage;
import java.util.Optional;

/// How the last process went about a run; written as `calls.json`. Unlike [SynthesisReport] it depends on the clock.
///
/// @param asked calls that came back to this process
/// @param reused answers of earlier processes that it used
/// @param totalCalls calls of all processes
/// @param totalUsage what they took, also for answers that are not used any more
/// @param totalUsd what they cost
/// @param seconds how long this process took
/// @param meanMillis how long one of its calls took
/// @param longestMillis how long the slowest took
/// @param inFlight how many there were at a time at most
/// @param damagedLines of the journal; their calls were asked again
/// @param stopped the limit at which it stopped; absent if it ended
public record CallsReport(
        int asked,
        int reused,
        int totalCalls,
        Usage totalUsage,
        double totalUsd,
        double seconds,
        double callsPerSecond,
        double meanMillis,
        long longestMillis,
        int inFlight,
        int damagedLines,
        Optional<String> stopped) {}
