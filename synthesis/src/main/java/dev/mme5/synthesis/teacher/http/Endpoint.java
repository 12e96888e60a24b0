package dev.mme5.synthesis.teacher.http;

import dev.mme5.synthesis.teacher.ApiKey;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where a service is, and what each request to it carries.
///
/// @param baseUrl without a slash at its end
/// @param extraHeaders beside the key, or, where one has [ApiKey#PLACE] in it, with the key
public record Endpoint(String baseUrl, Optional<ApiKey> key, Map<String, String> extraHeaders) {

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+"); // RFC 9110, a token
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");

    /// @throws IllegalArgumentException if a header is none that may be set
    public Endpoint {
        extraHeaders = Map.copyOf(extraHeaders);
        extraHeaders.forEach(Endpoint::check);
    }

    private static void check(String name, String value) {
        boolean own = OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
        if (own || !NAME.matcher(name).matches()) {
            String got = own ? "one that the connection sets itself" : "one with other characters than a name has";
            throw new IllegalArgumentException("headers." + name + ": expected a header that may be set, got " + got + "; leave it out");
        }
        if (!VALUE.matcher(value).matches()) { // it may be a secret, and is not shown
            throw new IllegalArgumentException("headers." + name + ": expected a value of visible ASCII and blanks, got another");
        }
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        boolean placed = extraHeaders.values().stream().anyMatch(value -> value.contains(ApiKey.PLACE));
        key.filter(_ -> !placed).ifPresent(known -> headers.put("Authorization", known.authorization()));
        extraHeaders.forEach((name, value) -> headers.put(name, key.map(known -> known.in(value)).orElse(value)));
        return headers;
    }

    /// A text from outside, in which the key cannot be read even if the service sent it back.
    String withoutKey(String text) {
        return key.map(known -> known.hideIn(text)).orElse(text);
    }

    /// Without the values of headers, which may be secrets.
    @Override
    public String toString() {
        return "Endpoint[" + baseUrl + "]";
    }
}
