package dev.mme5.synthesis.teacher.http;

import java.util.Map;
import java.util.Optional;

/// What a service sent back, whatever its status.
///
/// @param headers the first value of each, by name in lower case
/// @param body as text; the key does not occur in it
public record ApiResponse(int status, Map<String, String> headers, String body) {

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
