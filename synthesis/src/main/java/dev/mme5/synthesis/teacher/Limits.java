package dev.mme5.synthesis.teacher;

import java.util.Optional;

/// How much is asked of a service in a minute at most; what is absent is not bounded. A service that names its own limits in its
/// answers is not asked for more than those either.
public record Limits(Optional<Integer> requestsPerMinute, Optional<Integer> tokensPerMinute) {

    /// @throws IllegalArgumentException if a limit is below 1
    public Limits {
        requestsPerMinute.filter(limit -> limit < 1).ifPresent(limit -> {
            throw new IllegalArgumentException("requestsPerMinute: expected at least 1, got " + limit);
        });
        tokensPerMinute.filter(limit -> limit < 1).ifPresent(limit -> {
            throw new IllegalArgumentException("tokensPerMinute: expected at least 1, got " + limit);
        });
    }
}
