package dev.mme5.architecture.planted.core;

import java.time.Instant;

/// Breaks a rule of the architecture on purpose.
final class CoreLooksAtTheClock {
    private CoreLooksAtTheClock() {}

    static Instant look() {
        return Instant.now();
    }
}
