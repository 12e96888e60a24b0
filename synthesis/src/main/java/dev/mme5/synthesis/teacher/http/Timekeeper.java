package dev.mme5.synthesis.teacher.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time as this package needs it: tests bring one that waits for nothing. Thread-safe.
public interface Timekeeper {

    /// Nanoseconds since some moment; never goes back.
    long nanos();

    /// The time of day, for dates that a service names.
    Instant now();

    /// Waits; nothing or less does not wait.
    void sleep(Duration duration) throws InterruptedException;

    /// The machine's time.
    static Timekeeper of(InstantSource clock) {
        return new Timekeeper() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Instant now() {
                return clock.instant();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                if (duration.isPositive()) {
                    Thread.sleep(duration);
                }
            }
        };
    }
}
