package dev.mme5.synthesis.teacher;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonObject;

/// Finds the JSON object in what a model wrote.
final class AnswerText {
    private static final String END_OF_THINKING = "</think>";

    private AnswerText() {}

    /// The whole text, or what is between the first and the last brace after a model's thinking.
    ///
    /// @throws JsonException if neither is an object; about the whole text if there are no braces
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
            return Json.parse(said.substring(from, to + 1), where);
        }
    }
}
