package dev.mme5.synthesis.teacher.http;

import dev.mme5.core.RemoteModelException;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.synthesis.teacher.Limits;
import dev.mme5.synthesis.teacher.Retries;
import dev.mme5.synthesis.teacher.Timeouts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Calls a service until it answers: waits its turn, tries, waits longer, tries again. What cannot pass is said at once. Blocks; made
/// for virtual threads, of which thousands may call at a time. Thread-safe.
public final class ApiClient implements AutoCloseable {
    private static final Set<Integer> PASSING_STATUSES = Set.of(408, 409, 425);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int NOT_IMPLEMENTED = 501;
    private static final Set<String> NOT_PASSING_CODES =
            Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "access_terminated");

    private final Endpoint endpoint;
    private final Retries retries;
    private final Timekeeper time;
    private final long seed;
    private final Transport transport;
    private final RateLimiter limiter;
    private final CircuitBreaker breaker;
    private final AtomicBoolean readOnce = new AtomicBoolean();

    /// What a client is told beside where the service is.
    ///
    /// @param seed decides how long it waits between attempts
    public record Manners(Limits limits, Timeouts timeouts, Retries retries, Timekeeper time, long seed) {}

    public ApiClient(Endpoint endpoint, Manners manners) {
        this.endpoint = endpoint;
        retries = manners.retries();
        time = manners.time();
        seed = manners.seed();
        transport = new Transport(endpoint, manners.timeouts());
        limiter = new RateLimiter(manners.limits(), time);
        breaker = new CircuitBreaker(endpoint.baseUrl(), retries, time);
    }

    /// Calls until there is an answer that can be read.
    ///
    /// @param reader makes something of a successful answer; a [JsonException] means that it came damaged, and counts as a failure
    /// @throws ApiException if the service refuses this request, or fails at it again and again while it answers others
    /// @throws RemoteModelException if the service cannot be reached, wants a key, or has no money left
    public <T> T call(ApiCall call, Function<ApiResponse, T> reader) throws InterruptedException {
        return repeat(call, transport::send, reader);
    }

    /// Writes a successful answer into a file.
    ///
    /// @param whole how long that may take
    public void download(ApiCall call, Path file, Duration whole) throws InterruptedException {
        repeat(call, one -> transport.download(one, file, whole), response -> file);
    }

    /// Puts right what a call took, once the service has told it.
    public void settle(ApiCall call, long tokens) {
        limiter.settle(call.tokens(), tokens);
    }

    /// Where the service is, for messages.
    public String where() {
        return endpoint.baseUrl();
    }

    @Override
    public void close() {
        transport.close();
    }

    private interface Way {
        ApiResponse send(ApiCall call) throws IOException, InterruptedException;
    }

    private <T> T repeat(ApiCall call, Way way, Function<ApiResponse, T> reader) throws InterruptedException {
        Attempts attempts = new Attempts(call);
        while (true) {
            switch (attempt(call, way, reader)) {
                case Attempt.Read<T>(T value) -> {
                    return value;
                }
                case Attempt.Refused<T>(RuntimeException why) -> throw why;
                case Attempt.Busy<T>(String got, Optional<Duration> asked) -> attempts.waitForRoom(got, asked);
                case Attempt.Failed<T>(boolean _, String got, Optional<Duration> asked) -> attempts.waitAfterFailure(got, asked);
            }
        }
    }

    /// What became of one attempt.
    private sealed interface Attempt<T> {
        record Read<T>(T value) implements Attempt<T> {}

        /// The service is there, and will not answer this however often it is asked.
        record Refused<T>(RuntimeException why) implements Attempt<T> {}

        /// The service is there, but wants fewer requests.
        record Busy<T>(String got, Optional<Duration> asked) implements Attempt<T> {}

        /// @param answered whether there was an answer at all, such as status 500
        record Failed<T>(boolean answered, String got, Optional<Duration> asked) implements Attempt<T> {}
    }

    private <T> Attempt<T> attempt(ApiCall call, Way way, Function<ApiResponse, T> reader) throws InterruptedException {
        limiter.admit(call.tokens());
        boolean probe = breaker.enter();
        try {
            Attempt<T> attempt = sent(call, way, reader);
            switch (attempt) {
                case Attempt.Read<T> _, Attempt.Refused<T> _, Attempt.Busy<T> _ -> breaker.answered();
                case Attempt.Failed<T>(boolean answered, String got, Optional<Duration> _) -> breaker.failed(probe, answered, got);
            }
            return attempt;
        } catch (InterruptedException | RuntimeException e) {
            breaker.abandoned(probe);
            throw e;
        }
    }

    private <T> Attempt<T> sent(ApiCall call, Way way, Function<ApiResponse, T> reader) throws InterruptedException {
        try {
            return outcome(way.send(call), reader);
        } catch (BoundedBody.TooLong e) {
            return new Attempt.Refused<>(new ApiException(
                    ApiException.NO_ANSWER, "", where() + ": expected an answer of a sensible length, got " + e.getMessage()));
        } catch (IOException e) {
            return new Attempt.Failed<>(false, String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private <T> Attempt<T> outcome(ApiResponse response, Function<ApiResponse, T> reader) {
        limiter.learn(response);
        if (response.isSuccess()) {
            try {
                Attempt<T> read = new Attempt.Read<>(reader.apply(response));
                readOnce.set(true);
                return read;
            } catch (JsonException e) {
                if (!readOnce.get() && response.body().stripLeading().startsWith("<")) {
                    return new Attempt.Refused<>(new RemoteModelException(
                            where() + ": expected an answer in JSON, got a web page; check baseUrl, which often ends with /v1"));
                }
                return new Attempt.Failed<>(true, "a damaged answer (" + e.detail() + ")", Optional.empty());
            }
        }
        ServiceError error = ServiceError.of(response);
        String got = response.status() + " (" + error.message() + ")";
        Optional<Duration> wait = ServiceLimits.retryAfter(response, time.now());
        if (response.status() == TOO_MANY_REQUESTS && !NOT_PASSING_CODES.contains(error.code())) {
            wait.ifPresent(limiter::hold);
            return new Attempt.Busy<>(got, wait);
        }
        if (PASSING_STATUSES.contains(response.status()) || response.status() / 100 == 5 && response.status() != NOT_IMPLEMENTED) {
            return new Attempt.Failed<>(true, got, wait);
        }
        return new Attempt.Refused<>(refusal(response, error, got));
    }

    private RuntimeException refusal(ApiResponse response, ServiceError error, String got) {
        int status = response.status();
        if (status / 100 == 3) {
            String place = response.header("location").map(endpoint::withoutKey).orElse("nowhere");
            return new RemoteModelException(
                    where() + ": expected an answer, got " + status + " to " + place + "; put that into baseUrl if it is right");
        }
        return switch (status) {
            case 401, 403 -> new RemoteModelException(where() + ": expected to be let in, got " + got + "; " + keyAdvice());
            case 402, TOO_MANY_REQUESTS -> new RemoteModelException(
                    where() + ": expected an answer, got " + got + "; see to the account, then go on");
            default -> new ApiException(status, error.code(), where() + ": expected an answer, got " + got);
        };
    }

    private String keyAdvice() {
        return endpoint.key()
                .map(key -> "check the key in the environment variable " + key.variable())
                .orElse("name the environment variable with the key in keyVariable");
    }

    /// How often one call was tried, and how long it has waited for the service; not what it waited for our own limits. Waits are
    /// exponential with full jitter, so that those who failed together do not come back together.
    private final class Attempts {
        private final ApiCall call;
        private final SeededRandom random;
        private final long answersBefore = breaker.answers();
        private Duration waited = Duration.ZERO;
        private int waits;
        private int failures;

        Attempts(ApiCall call) {
            this.call = call;
            random = SeededRandom.of(seed, "retry", call.name());
        }

        void waitForRoom(String got, Optional<Duration> asked) throws InterruptedException {
            if (asked.filter(wait -> wait.compareTo(retries.giveUpAfter()) > 0).isPresent()) {
                throw new RemoteModelException(where() + ": expected to be let in within " + retries.giveUpAfter().toSeconds()
                        + " s, got " + got + " and " + asked.get().toSeconds() + " s to wait; go on later");
            }
            if (waited.compareTo(retries.giveUpAfter()) > 0) {
                throw new RemoteModelException(where() + ": expected an answer after " + retries.giveUpAfter().toSeconds()
                        + " s of waiting, got " + got + "; go on later, with fewer in flight or stricter limits");
            }
            Duration wait = asked.orElse(Duration.ZERO).plus(jitter());
            waited = waited.plus(wait);
            time.sleep(wait);
        }

        void waitAfterFailure(String got, Optional<Duration> asked) throws InterruptedException {
            failures++;
            if (call.repeatable() && failures < retries.attempts()) {
                waitForRoom(got, asked);
                return;
            }
            String what = where() + ": expected an answer to " + call.path() + ", got " + got + " in the last of " + failures + " attempts";
            if (!call.repeatable() || breaker.answers() > answersBefore) {
                throw new ApiException(ApiException.NO_ANSWER, "", what);
            }
            throw new RemoteModelException(what + "; see whether the service is up, then go on");
        }

        private Duration jitter() {
            double most = retries.firstDelay().toNanos() * Math.pow(2, waits++);
            return Duration.ofNanos((long) (Math.min(most, retries.longestDelay().toNanos()) * random.nextDouble()));
        }
    }
}
