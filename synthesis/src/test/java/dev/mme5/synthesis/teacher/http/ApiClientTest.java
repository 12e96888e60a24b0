package dev.mme5.synthesis.teacher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.RemoteModelException;
import dev.mme5.core.json.Json;
import dev.mme5.synthesis.teacher.Limits;
import dev.mme5.synthesis.teacher.Retries;
import dev.mme5.synthesis.teacher.Timeouts;
import dev.mme5.testkit.openai.Behaviour;
import dev.mme5.testkit.openai.Fault;
import dev.mme5.testkit.openai.Faults;
import dev.mme5.testkit.openai.FakeOpenAi;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// How long it waits, by a clock that waits for nothing.
class ApiClientTest {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final Fault.Status BUSY = Fault.Status.error(429, "rate_limit_exceeded", "slow down");
    private static final Fault.Status BROKEN = Fault.Status.error(500, "server_error", "oops");

    private ManualTime time = new ManualTime();
    private Limits limits = new Limits(Optional.empty(), Optional.empty());
    private Duration giveUpAfter = Duration.ofMinutes(10);

    @Test
    void staysAwayAsLongAsItIsAsked() throws InterruptedException {
        call(1, BUSY.with("Retry-After", "7"));
        assertThat(time.passed()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(7).plus(FIRST));
        time = new ManualTime();
        call(1, BUSY.with("Retry-After", "Tue, 24 Nov 2026 12:00:30 GMT"));
        assertThat(time.passed()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(30).plus(FIRST));
        time = new ManualTime();
        call(1, BROKEN.with("retry-after-ms", "1500"));
        assertThat(time.passed()).isBetween(Duration.ofMillis(1500), Duration.ofMillis(1500).plus(FIRST));
    }

    @Test
    void waitsLongerEachTimeAndNeverAllAtOnce() throws InterruptedException {
        call(1, BUSY, BUSY, BUSY, BUSY, BUSY);
        List<Duration> waits = time.waits();
        assertThat(waits).hasSize(5);
        Duration bound = FIRST;
        for (Duration wait : waits) {
            assertThat(wait).isLessThanOrEqualTo(bound);
            bound = bound.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : bound.multipliedBy(2);
        }
        time = new ManualTime();
        call(1, BUSY, BUSY, BUSY, BUSY, BUSY);
        assertThat(time.waits()).as("the same seed waits alike").isEqualTo(waits);
        time = new ManualTime();
        call(2, BUSY, BUSY, BUSY, BUSY, BUSY);
        assertThat(time.waits()).isNotEqualTo(waits);
    }

    @Test
    void doesNotCountBusyAnswersAmongTheAttempts() throws InterruptedException {
        Fault[] busy = Collections.nCopies(30, BUSY.with("Retry-After", "1")).toArray(Fault[]::new);
        call(1, busy);
        assertThat(time.passed()).isGreaterThan(Duration.ofSeconds(30));
    }

    @Test
    void givesUpWhereTheWaitWouldBeTooLong() {
        assertThatThrownBy(() -> call(1, BUSY.with("Retry-After", "7200")))
                .isInstanceOf(RemoteModelException.class)
                .hasMessageContaining("expected to be let in within 600 s, got 429 (slow down) and 7200 s to wait; go on later");
        assertThatThrownBy(() -> call(1, Collections.nCopies(200, BUSY.with("Retry-After", "10")).toArray(Fault[]::new)))
                .isInstanceOf(RemoteModelException.class)
                .hasMessageContaining("expected an answer after 600 s of waiting, got 429 (slow down)");
        assertThatThrownBy(() -> call(1, Collections.nCopies(6, BROKEN).toArray(Fault[]::new)))
                .hasMessageContaining("got 500 (oops) in the last of 6 attempts");
    }

    @Test
    void doesNotBlameTheServiceForOurOwnLimits() throws InterruptedException {
        limits = new Limits(Optional.of(1), Optional.empty());
        giveUpAfter = Duration.ofMinutes(2);
        call(1, Collections.nCopies(5, BROKEN).toArray(Fault[]::new));
        assertThat(time.passed()).as("one a minute").isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void sendsOnceWhatMayNotArriveTwice() {
        assertThatThrownBy(() -> call(ApiCall::once, 1, new Fault.Closed()))
                .isInstanceOf(ApiException.class)
                .satisfies(e -> assertThat(((ApiException) e).status()).isEqualTo(ApiException.NO_ANSWER));
    }

    private void call(long seed, Fault... faults) throws InterruptedException {
        call(call -> call, seed, faults);
    }

    private void call(UnaryOperator<ApiCall> change, long seed, Fault... faults) throws InterruptedException {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));
        Retries retries = new Retries(6, FIRST, LONGEST, 1000, Duration.ofSeconds(1), giveUpAfter);
        try (FakeOpenAi service = FakeOpenAi.start(Behaviour.answering(question -> "{}").with(Faults.first(faults)));
                ApiClient client = new ApiClient(new Endpoint(service.baseUrl(), Optional.empty(), Map.of()),
                        new ApiClient.Manners(limits, timeouts, retries, time, seed))) {
            ApiCall.Body body = new ApiCall.Body("application/json", "{}".getBytes(StandardCharsets.UTF_8));
            ApiCall call = change.apply(ApiCall.post("/chat/completions", body, 1, "one"));
            ChatReply reply = client.call(call, response -> ChatReply.read(Json.parse(response.body(), "test")));
            assertThat(reply.text()).isEqualTo("{}");
            assertThat(service.requests()).isEqualTo(faults.length + 1L);
        }
    }
}
