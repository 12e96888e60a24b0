package dev.mme5.synthesis.teacher;

import java.time.Duration;

/// How long an answer may take.
///
/// @param connect until the connection stands
/// @param firstByte until the answer begins; a service begins when the model has written all of it
/// @param whole until the answer has ended
public record Timeouts(Duration connect, Duration firstByte, Duration whole) {

    /// @throws IllegalArgumentException if one is not positive
    public Timeouts {
        require("connect", connect);
        require("firstByte", firstByte);
        require("whole", whole);
    }

    private static void require(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(key + ": expected more than nothing, got " + value);
        }
    }
}
