package dev.mme5.synthesis.teacher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceLimitsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void readsEveryFormOfRetryAfter() {
        assertThat(after(Map.of("retry-after", "7"))).isEqualTo(Duration.ofSeconds(7));
        assertThat(after(Map.of("retry-after", " 0.5 "))).isEqualTo(Duration.ofMillis(500));
        assertThat(after(Map.of("retry-after", "Tue, 24 Nov 2026 12:00:30 GMT"))).isEqualTo(Duration.ofSeconds(30));
        assertThat(after(Map.of("retry-after", "Tue, 24 Nov 2026 11:00:00 GMT"))).isEqualTo(Duration.ZERO);
        assertThat(after(Map.of("retry-after-ms", "250", "retry-after", "7"))).isEqualTo(Duration.ofMillis(250));
        assertThat(after(Map.of("retry-after", "soon"))).isEqualTo(Duration.ofDays(-1));
        assertThat(after(Map.of("retry-after", "-3"))).isEqualTo(Duration.ofDays(-1));
        assertThat(after(Map.of())).isEqualTo(Duration.ofDays(-1));
    }

    @Test
    void waitsWhenNothingIsLeft() {
        assertThat(left(Map.of("x-ratelimit-remaining-requests", "3", "x-ratelimit-reset-requests", "6m0s"))).isEqualTo(Duration.ZERO);
        assertThat(left(Map.of("x-ratelimit-remaining-requests", "0", "x-ratelimit-reset-requests", "1m0.5s")))
                .isEqualTo(Duration.ofMillis(60_500));
        assertThat(left(Map.of("x-ratelimit-remaining-requests", "0", "x-ratelimit-limit-requests", "100", "x-ratelimit-reset-requests", "60s")))
                .as("a limit that fills evenly has room for one long before it is whole").isEqualTo(Duration.ofMillis(600));
        assertThat(left(Map.of("x-ratelimit-remaining-tokens", "0", "x-ratelimit-reset-tokens", "120ms"))).isEqualTo(Duration.ofMillis(120));
        assertThat(left(Map.of("x-ratelimit-remaining-tokens", "0", "x-ratelimit-reset-tokens", "12"))).isEqualTo(Duration.ofSeconds(12));
        assertThat(left(Map.of("x-ratelimit-remaining-tokens", "0", "x-ratelimit-reset-tokens", "1795521600"))).isEqualTo(Duration.ZERO);
        assertThat(left(Map.of("x-ratelimit-remaining-tokens", "none", "x-ratelimit-reset-tokens", "1h"))).isEqualTo(Duration.ZERO);
    }

    private static Duration after(Map<String, String> headers) {
        return ServiceLimits.retryAfter(new ApiResponse(429, headers, ""), NOON).orElse(Duration.ofDays(-1));
    }

    private static Duration left(Map<String, String> headers) {
        return ServiceLimits.waitAfter(new ApiResponse(200, headers, "")).orElse(Duration.ZERO);
    }
}
