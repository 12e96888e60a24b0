package dev.mme5.testkit.openai;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;

/// A chat completion as it was asked for.
///
/// @param name what the asker calls it: the header `X-Client-Request-Id`, or a batch's `custom_id`; empty if it has none
/// @param attempt how often this name was asked before
/// @param text the body
public record ChatQuestion(String name, int attempt, String text) {

    public JsonObject body() {
        return Json.parse(text, "request");
    }

    /// How the answer's form is asked for: `json_schema`, `json_object` or `text`.
    public String form() {
        return body().optionalObject("response_format").map(format -> format.string("type")).orElse("text");
    }
}
