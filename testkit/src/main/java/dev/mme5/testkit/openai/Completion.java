package dev.mme5.testkit.openai;

import dev.mme5.core.json.Json;
import org.jspecify.annotations.Nullable;

/// Writes chat completions. Half of each prompt comes out of a cache, and four characters are a token.
final class Completion {
    private static final int CHARACTERS_PER_TOKEN = 4;

    private Completion() {}

    static String of(ChatQuestion question, String content) {
        return write(question, content, null, "stop");
    }

    static String refusal(ChatQuestion question, String text) {
        return write(question, null, text, "stop");
    }

    static String finished(ChatQuestion question, String content, String reason) {
        return write(question, content, null, reason);
    }

    private static String write(ChatQuestion question, @Nullable String content, @Nullable String refusal, String finish) {
        int prompt = question.text().length() / CHARACTERS_PER_TOKEN;
        int completion = (content == null ? 0 : content.length()) / CHARACTERS_PER_TOKEN;
        return "{\"id\":\"chatcmpl-fake\",\"object\":\"chat.completion\",\"created\":0,\"model\":\"fake\",\"choices\":[{\"index\":0,"
                + "\"message\":{\"role\":\"assistant\",\"content\":" + text(content) + ",\"refusal\":" + text(refusal)
                + "},\"finish_reason\":" + text(finish) + "}],\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":"
                + completion + ",\"total_tokens\":" + (prompt + completion) + ",\"prompt_tokens_details\":{\"cached_tokens\":"
                + prompt / 2 + "}}}";
    }

    private static String text(@Nullable String text) {
        return text == null ? "null" : Json.write(text);
    }
}
