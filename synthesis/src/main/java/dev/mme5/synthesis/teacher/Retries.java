package dev.mme5.synthesis.teacher;

import java.time.Duration;

/// What happens when a call fails for a reason that may pass.
///
/// @param attempts how often one call is tried in all, until it is given up
/// @param firstDelay about how long to wait before the second attempt; twice as long before each further one
/// @param longestDelay the bound of that
/// @param breakAfter after so many failures in a row, of whatever calls, nothing is sent for a while
/// @param breakFor how long; then a single call tries whether the service is back
/// @param giveUpAfter a service that stays away, or keeps one call waiting in all, for longer ends the run
public record Retries(
        int attempts, Duration firstDelay, Duration longestDelay, int breakAfter, Duration breakFor, Duration giveUpAfter) {

    /// @throws IllegalArgumentException if a number is below 1 or a duration is not positive
    public Retries {
        requirePositive("attempts", attempts);
        requirePositive("breakAfter", breakAfter);
        requirePositive("firstDelay", firstDelay);
        requirePositive("longestDelay", longestDelay);
        requirePositive("breakFor", breakFor);
        requirePositive("giveUpAfter", giveUpAfter);
    }

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + ": expected at least 1, got " + value);
        }
    }

    private static void requirePositive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(key + ": expected more than nothing, got " + value);
        }
    }
}
