package dev.mme5.synthesis;

import java.util.Optional;

/// Where a run stops though rows are missing. Both count all that was ever asked in the run's folder, so that starting again does not
/// get round them.
///
/// @param maxUsd US dollars at the prices of the teacher
/// @param maxCalls answers asked for
public record Budget(Optional<Double> maxUsd, Optional<Integer> maxCalls) {
    /// No limit.
    public static final Budget NONE = new Budget(Optional.empty(), Optional.empty());

    /// @throws IllegalArgumentException if a limit is negative
    public Budget {
        maxUsd.filter(usd -> !(usd >= 0)).ifPresent(usd -> {
            throw new IllegalArgumentException("--max-usd: expected at least 0, got " + usd);
        });
        maxCalls.filter(calls -> calls < 0).ifPresent(calls -> {
            throw new IllegalArgumentException("--max-calls: expected at least 0, got " + calls);
        });
    }
}
