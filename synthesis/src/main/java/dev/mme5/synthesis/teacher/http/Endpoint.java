package dev.mme5.synthesis.teacher.http;

import dev.mme5.synthesis.teacher.ApiKey;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Where a service is, and what each request to it carries.
///
/// @param baseUrl without a slash at its end
/// @param extraHeaders beside the key, or, where one has [ApiKey#PLACE] in it, with the key
public record Endpoint(String baseUrl, Optional<ApiKey> key, Map<String, String> extraHeaders) {

    /// @throws IllegalArgumentException if a header is none that may be set
    public Endpoint {
        extraHeaders = Map.copyOf(extraHeaders);
        HttpRequest.Builder trial = HttpRequest.newBuilder();
        extraHeaders.forEach((name, value) -> {
            try {
                trial.setHeader(name, value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("headers." + name + ": expected a header that may be set, got " + e.getMessage(), e);
            }
        });
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
