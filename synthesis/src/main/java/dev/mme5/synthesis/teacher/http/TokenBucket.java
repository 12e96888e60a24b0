package dev.mme5.synthesis.teacher.http;

import java.time.Duration;

/// So much in a minute, evenly: holds one second's worth at most, so that no minute has more than its share after a pause. Taking more
/// than there is makes a debt, which those who come later wait for, in the order of their coming. Thread-safe.
final class TokenBucket {
    private static final double NANOS_PER_MINUTE = 60e9;
    private static final double SECONDS_PER_MINUTE = 60;

    private final double perNano;
    private final double capacity;
    private double level;
    private long filled;

    /// @param now in nanoseconds
    TokenBucket(double perMinute, long now) {
        perNano = perMinute / NANOS_PER_MINUTE;
        capacity = Math.max(1, perMinute / SECONDS_PER_MINUTE);
        level = capacity;
        filled = now;
    }

    /// Takes some.
    ///
    /// @return how long to wait before using it
    synchronized Duration take(double amount, long now) {
        level = Math.min(capacity, level + (now - filled) * perNano);
        filled = now;
        level -= amount;
        return level >= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(-level / perNano));
    }

    /// Takes more, or gives back, when it turns out what something really took.
    synchronized void correct(double more) {
        level -= more;
    }
}
