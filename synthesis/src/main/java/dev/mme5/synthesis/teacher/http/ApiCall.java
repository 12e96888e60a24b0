package dev.mme5.synthesis.teacher.http;

import java.util.Optional;

/// One request to a service.
///
/// @param method `GET` or `POST`
/// @param path what follows the base URL, such as `/chat/completions`
/// @param body absent for `GET`
/// @param tokens what it will take, roughly; counts against the tokens for a minute
/// @param name told to the service as `X-Client-Request-Id`, and what chance draws from when it waits
/// @param repeatable whether it may be sent again when it is not known what became of it
public record ApiCall(String method, String path, Optional<Body> body, long tokens, String name, boolean repeatable) {

    /// What is sent. The bytes are shared, not copied.
    public record Body(String contentType, byte[] bytes) {}

    public static ApiCall get(String path) {
        return new ApiCall("GET", path, Optional.empty(), 0, path, true);
    }

    public static ApiCall post(String path, Body body, long tokens, String name) {
        return new ApiCall("POST", path, Optional.of(body), tokens, name, true);
    }

    /// The same, but sent once only where it is not known what became of it.
    public ApiCall once() {
        return new ApiCall(method, path, body, tokens, name, false);
    }
}
