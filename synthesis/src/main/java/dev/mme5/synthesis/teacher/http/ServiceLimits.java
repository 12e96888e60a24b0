package dev.mme5.synthesis.teacher.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a service's headers say of its limits: `Retry-After` (RFC 9110), `retry-after-ms`, and OpenAI's `x-ratelimit-…`.
final class ServiceLimits {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
    private static final Pattern PARTS = Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:ms|s|m|h|d))+");
    private static final double NANOS_PER_SECOND = 1e9;
    /// A number above this is a moment or a mistake, not a wait.
    private static final double MOST_SECONDS = 7 * 86_400;

    private ServiceLimits() {}

    /// How long the service asks us to stay away, empty if it does not say.
    static Optional<Duration> retryAfter(ApiResponse response, Instant now) {
        OptionalDouble millis = number(response.header("retry-after-ms"));
        if (millis.isPresent()) {
            return seconds(millis.getAsDouble() / 1000);
        }
        Optional<String> after = response.header("retry-after");
        OptionalDouble asNumber = number(after);
        return asNumber.isPresent() ? seconds(asNumber.getAsDouble()) : after.flatMap(text -> until(text, now));
    }

    /// How long to wait before the next request, if an answer says that nothing is left: until the limit is whole again, or, as the
    /// services that name their limit fill it evenly, until there is room for one request more.
    static Optional<Duration> waitAfter(ApiResponse response) {
        return Stream.of("requests", "tokens").flatMap(what -> waitFor(what, response).stream()).max(Duration::compareTo);
    }

    private static Optional<Duration> waitFor(String what, ApiResponse response) {
        OptionalDouble left = number(response.header("x-ratelimit-remaining-" + what));
        Optional<Duration> reset = response.header("x-ratelimit-reset-" + what).flatMap(ServiceLimits::duration);
        if (left.isEmpty() || left.getAsDouble() > 0 || reset.isEmpty()) {
            return Optional.empty();
        }
        boolean evenly = what.equals("requests");
        double limit = number(response.header("x-ratelimit-limit-" + what)).orElse(1);
        return evenly && limit >= 1
                ? Optional.of(Duration.ofNanos((long) (reset.get().toNanos() / limit)))
                : reset;
    }

    private static Optional<Duration> until(String date, Instant now) {
        try {
            Duration wait = Duration.between(now, ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// `1s`, `6m0s`, `120ms`, `1.5s`, or a number of seconds.
    private static Optional<Duration> duration(String text) {
        OptionalDouble bare = number(Optional.of(text));
        if (bare.isPresent()) {
            return seconds(bare.getAsDouble());
        }
        if (!PARTS.matcher(text.strip()).matches()) {
            return Optional.empty();
        }
        double total = 0;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            total += Double.parseDouble(part.group(1)) * unitSeconds(part.group(2));
        }
        return seconds(total);
    }

    private static double unitSeconds(String unit) {
        return switch (unit) {
            case "ms" -> 1e-3;
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            default -> 1;
        };
    }

    private static Optional<Duration> seconds(double seconds) {
        boolean sensible = seconds >= 0 && seconds <= MOST_SECONDS;
        return sensible ? Optional.of(Duration.ofNanos((long) (seconds * NANOS_PER_SECOND))) : Optional.empty();
    }

    private static OptionalDouble number(Optional<String> text) {
        try {
            double value = text.isEmpty() ? Double.NaN : Double.parseDouble(text.get().strip());
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
