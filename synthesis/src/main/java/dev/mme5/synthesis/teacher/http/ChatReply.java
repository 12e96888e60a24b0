package dev.mme5.synthesis.teacher.http;

import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonObject;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.Usage;
import java.util.List;
import java.util.stream.Collectors;

/// A chat completion as it came back.
///
/// @param text what the model wrote; empty if nothing
/// @param refusal what the model says instead; empty if it does not refuse
/// @param finish why it ended, in the service's word
public record ChatReply(String text, String refusal, String finish, Usage usage) {

    /// Reads the body of a successful answer.
    ///
    /// @throws JsonException if it is no chat completion
    public static ChatReply read(JsonObject body) {
        if (!body.has("choices") && body.has("error")) {
            throw body.error("error", "expected an answer, got an error (" + ServiceError.of(body).message() + ")");
        }
        List<JsonObject> choices = body.objects("choices");
        if (choices.isEmpty()) {
            throw body.error("choices", "expected one, got none");
        }
        JsonObject choice = choices.getFirst();
        JsonObject message = choice.object("message");
        return new ChatReply(content(message), message.stringOr("refusal", ""), choice.stringOr("finish_reason", ""), usage(body));
    }

    /// What the model wrote, if it wrote to its end.
    ///
    /// @throws AnswerException if it refused, was kept back by a filter, or had to stop
    public String whole(String where) {
        if (!refusal.isEmpty()) {
            throw AnswerException.refused(where + ": expected an answer, got a refusal (" + refusal + ")").counted(text, usage);
        }
        return switch (finish) {
            case "content_filter" -> throw AnswerException.refused(where + ": expected an answer, got none past the service's filter")
                    .counted(text, usage);
            case "length" -> throw AnswerException.of(
                            AnswerException.Reason.TRUNCATED,
                            where + ": expected a whole answer, got one that reached the limit after " + usage.completionTokens()
                                    + " tokens")
                    .counted(text, usage);
            default -> text;
        };
    }

    /// Most services give a string, some a list of parts.
    private static String content(JsonObject message) {
        if (!message.has("content")) {
            return "";
        }
        try {
            return message.string("content");
        } catch (JsonException e) {
            return message.objects("content").stream().map(part -> part.stringOr("text", "")).collect(Collectors.joining());
        }
    }

    private static Usage usage(JsonObject body) {
        try {
            return body.optionalObject("usage").map(ChatReply::tokens).orElse(Usage.ONE_CALL);
        } catch (JsonException e) {
            return Usage.ONE_CALL; // an answer that was paid for is not thrown away because its bill cannot be read
        }
    }

    private static Usage tokens(JsonObject usage) {
        long cached = usage.optionalObject("prompt_tokens_details")
                .map(details -> (long) details.integerOr("cached_tokens", 0))
                .orElse(0L);
        long prompt = usage.integerOr("prompt_tokens", 0);
        return new Usage(prompt, usage.integerOr("completion_tokens", 0), Math.min(cached, prompt), 1);
    }
}
