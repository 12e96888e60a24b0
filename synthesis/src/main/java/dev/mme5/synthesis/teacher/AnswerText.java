package dev.mme5.synthesis.teacher;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonObject;
import java.util.Optional;

/// Finds the JSON object in what a model wrote.
final class AnswerText {
    private static final String END_OF_THINKING = "</think>";

    private AnswerText() {}

    /// The whole text, or what is between the first and the last brace after a model's thinking, or the first object there among other
    /// braces.
    ///
    /// @throws JsonException if none is an object; about the whole text if there is nothing around the braces
    static JsonObject object(String text, String where) {
        try {
            return Json.parse(text, where);
        } catch (JsonException whole) {
            String said = text.substring(text.lastIndexOf(END_OF_THINKING) < 0 ? 0 : text.lastIndexOf(END_OF_THINKING));
            int from = said.indexOf('{');
            int to = said.lastIndexOf('}');
            boolean nothingAround = said.strip().length() == to + 1 - from;
            if (from < 0 || to < from || nothingAround) {
                throw whole;
            }
            return between(said, from, to + 1, where);
        }
    }

    private static JsonObject between(String said, int from, int to, String where) {
        try {
            return Json.parse(said.substring(from, to), where);
        } catch (JsonException e) {
            for (int at = from; at >= 0 && at < to; ) {
                int end = end(said, at);
                Optional<JsonObject> object = parsed(said.substring(at, end), where);
                if (object.isPresent()) {
                    return object.get();
                }
                at = said.indexOf('{', end);
            }
            throw e;
        }
    }

    private static Optional<JsonObject> parsed(String text, String where) {
        try {
            return Optional.of(Json.parse(text, where));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /// Behind the brace that closes the one at a place, or the text's end.
    private static int end(String said, int open) {
        int depth = 0;
        boolean quoted = false;
        for (int at = open; at < said.length(); at++) {
            char c = said.charAt(at);
            if (quoted && c == '\\') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '{') {
                depth++;
            } else if (!quoted && c == '}' && --depth == 0) {
                return at + 1;
            }
        }
        return said.length();
    }
}
