package dev.mme5.synthesis.teacher.http;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonObject;

/// What a service says went wrong, in the forms that services have for it.
///
/// @param code its word for it, empty if it has none
/// @param message on one line, shortened
record ServiceError(String code, String message) {
    private static final int SHOWN_CHARACTERS = 300;

    static ServiceError of(ApiResponse response) {
        try {
            return of(Json.parse(response.body(), "answer"));
        } catch (JsonException e) {
            return new ServiceError("", shown(response.body()));
        }
    }

    /// Of `{"error": {"message", "code", "type"}}`, `{"error": "…"}`, `{"message": "…"}` or `{"detail": "…"}`.
    static ServiceError of(JsonObject body) {
        try {
            JsonObject error = body.optionalObject("error").orElse(body);
            return new ServiceError(word(error), shown(message(error)));
        } catch (JsonException e) {
            return new ServiceError("", shown(text(body, "error")));
        }
    }

    private static String word(JsonObject error) {
        String code = text(error, "code");
        return code.isEmpty() ? text(error, "type") : code;
    }

    private static String message(JsonObject error) {
        for (String key : new String[] {"message", "detail", "error"}) {
            String text = text(error, key);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return error.toString();
    }

    private static String text(JsonObject object, String key) {
        try {
            return object.stringOr(key, "");
        } catch (JsonException e) {
            return ""; // a number, as some services have for a code
        }
    }

    private static String shown(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return "no message";
        }
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
