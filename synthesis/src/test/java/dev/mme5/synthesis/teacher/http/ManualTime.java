package dev.mme5.synthesis.teacher.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Time that goes on only when somebody waits, and then at once.
final class ManualTime implements Timekeeper {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final List<Duration> waits = new ArrayList<>();
    private long nanos;

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return NOON.plusNanos(nanos);
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (duration.isPositive()) {
            waits.add(duration);
            nanos += duration.toNanos();
        }
    }

    /// What was waited for, in order.
    synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }

    synchronized Duration passed() {
        return Duration.ofNanos(nanos);
    }
}
