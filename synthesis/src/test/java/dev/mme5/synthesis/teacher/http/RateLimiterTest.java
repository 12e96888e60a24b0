package dev.mme5.synthesis.teacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.synthesis.teacher.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final ManualTime time = new ManualTime();

    @Test
    void spreadsRequestsEvenlyOverTheMinute() throws InterruptedException {
        RateLimiter limiter = new RateLimiter(new Limits(Optional.of(60), Optional.empty()), time);
        for (int i = 0; i < 61; i++) {
            limiter.admit(100);
        }
        assertThat(time.passed()).as("one at once, then one a second").isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void countsTokensAsTheyTurnOut() throws InterruptedException {
        RateLimiter limiter = new RateLimiter(new Limits(Optional.empty(), Optional.of(60_000)), time);
        limiter.admit(1000);
        assertThat(time.passed()).isEqualTo(Duration.ZERO);
        limiter.admit(1000);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(1));
        limiter.settle(1000, 3000);
        limiter.admit(1000);
        assertThat(time.passed()).as("the second took 2000 more than was thought").isEqualTo(Duration.ofSeconds(4));
        limiter.settle(1000, 0);
        limiter.admit(1000);
        assertThat(time.passed()).as("the third took nothing").isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void isNotBoundWhereTheRecipeBindsNothing() throws InterruptedException {
        RateLimiter limiter = new RateLimiter(new Limits(Optional.empty(), Optional.empty()), time);
        for (int i = 0; i < 1000; i++) {
            limiter.admit(1_000_000);
        }
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void heedsWhatTheServiceSays() throws InterruptedException {
        RateLimiter limiter = new RateLimiter(new Limits(Optional.empty(), Optional.empty()), time);
        limiter.learn(new ApiResponse(200, Map.of("x-ratelimit-remaining-tokens", "0", "x-ratelimit-reset-tokens", "2s"), ""));
        limiter.admit(1);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(2));
        limiter.hold(Duration.ofSeconds(5));
        limiter.hold(Duration.ofSeconds(1));
        limiter.admit(1);
        assertThat(time.passed()).as("the longer of the two").isEqualTo(Duration.ofSeconds(7));
    }
}
