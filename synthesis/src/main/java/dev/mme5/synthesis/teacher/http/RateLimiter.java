package dev.mme5.synthesis.teacher.http;

import dev.mme5.synthesis.teacher.Limits;
import java.time.Duration;
import java.util.Optional;

/// Keeps requests and tokens for a minute below our own limits, and heeds those the service tells. Thread-safe.
final class RateLimiter {
    private final Timekeeper time;
    private final Optional<TokenBucket> requests;
    private final Optional<TokenBucket> tokens;
    private long heldUntil;

    RateLimiter(Limits limits, Timekeeper time) {
        this.time = time;
        long now = time.nanos();
        requests = limits.requestsPerMinute().map(limit -> new TokenBucket(limit, now));
        tokens = limits.tokensPerMinute().map(limit -> new TokenBucket(limit, now));
        heldUntil = now;
    }

    /// Waits until a request may be sent.
    ///
    /// @param amount the tokens it will take, roughly
    void admit(long amount) throws InterruptedException {
        long now = time.nanos();
        Duration wait = longer(
                requests.map(bucket -> bucket.take(1, now)).orElse(Duration.ZERO),
                tokens.map(bucket -> bucket.take(amount, now)).orElse(Duration.ZERO));
        time.sleep(longer(wait, held(now)));
        for (Duration more = held(time.nanos()); more.isPositive(); more = held(time.nanos())) {
            time.sleep(more);
        }
    }

    /// Puts right what a request took.
    void settle(long expected, long actual) {
        tokens.ifPresent(bucket -> bucket.correct((double) actual - expected));
    }

    /// Sends nothing for a while.
    synchronized void hold(Duration wait) {
        heldUntil = Math.max(heldUntil, time.nanos() + wait.toNanos());
    }

    /// Heeds what an answer's headers say.
    void learn(ApiResponse response) {
        ServiceLimits.waitAfter(response).ifPresent(this::hold);
    }

    private synchronized Duration held(long now) {
        return Duration.ofNanos(Math.max(0, heldUntil - now));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
