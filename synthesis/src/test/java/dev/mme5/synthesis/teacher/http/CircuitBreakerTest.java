package dev.mme5.synthesis.teacher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.RemoteModelException;
import dev.mme5.synthesis.teacher.Retries;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final ManualTime time = new ManualTime();
    private final CircuitBreaker breaker = new CircuitBreaker("service", new Retries(5, Duration.ofMillis(1), Duration.ofMillis(1), 3,
            Duration.ofSeconds(10), Duration.ofSeconds(60)), time);

    @Test
    void opensAfterFailuresInARowAndClosesAfterOneAnswer() throws InterruptedException {
        fail(2);
        breaker.answered();
        fail(2);
        assertThat(breaker.enter()).isFalse();
        assertThat(time.passed()).as("never three in a row").isEqualTo(Duration.ZERO);

        fail(1);
        assertThat(breaker.enter()).as("one call tries").isTrue();
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(10));
        breaker.answered();
        assertThat(breaker.enter()).isFalse();
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void letsOneCallTryAtATime() throws InterruptedException {
        fail(3);
        assertThat(breaker.enter()).isTrue();
        breaker.failed(false, true, "a latecomer's failure changes nothing");
        Thread second = Thread.ofVirtual().start(() -> {
            try {
                assertThat(breaker.enter()).isFalse();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Thread.sleep(50);
        assertThat(second.isAlive()).as("waits for the outcome").isTrue();
        breaker.answered();
        second.join();
    }

    @Test
    void triesAgainWhenTheTryingCallWasGivenUp() throws InterruptedException {
        fail(3);
        assertThat(breaker.enter()).isTrue();
        breaker.abandoned(true);
        assertThat(breaker.enter()).isTrue();
    }

    @Test
    void givesUpAServiceThatStaysAway() throws InterruptedException {
        fail(3);
        for (int i = 0; i < 6; i++) {
            breaker.enter();
            breaker.failed(true, true, "500 (oops)");
        }
        breaker.enter();
        assertThatThrownBy(() -> breaker.failed(true, false, "no connection"))
                .isInstanceOf(RemoteModelException.class)
                .hasMessage("service: expected an answer, got none for 70 s, in the end no connection; go on when the service is back");
    }

    @Test
    void givesUpAServiceAtOnceThatNeverAnswered() {
        breaker.failed(false, false, "no connection");
        breaker.failed(false, false, "no connection");
        assertThatThrownBy(() -> breaker.failed(false, false, "no connection"))
                .hasMessage("service: expected an answer, got no connection; check the address and whether the service is up");
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(false, true, "500 (oops)");
        }
    }
}
