package dev.mme5.synthesis.teacher.http;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.PictureBounds;
import dev.mme5.synthesis.teacher.PictureSource;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Structured;
import dev.mme5.synthesis.teacher.TeacherSpec;
import dev.mme5.synthesis.teacher.prompt.AnswerSchema;
import dev.mme5.synthesis.teacher.prompt.PromptPart;
import dev.mme5.synthesis.teacher.prompt.SinglePassPrompt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes the body of a chat completion. Stateless and thread-safe.
public final class ChatBody {
    private static final int LOST_BITS = 33; // 31 bits are a seed for every service

    private final TeacherSpec.Openai spec;
    private final PictureSource pictures;
    private final String extra;

    /// @throws IllegalArgumentException if one of the recipe's further fields is no JSON, or one that is written here
    public ChatBody(TeacherSpec.Openai spec, PictureSource pictures) {
        this.spec = spec;
        this.pictures = pictures;
        StringBuilder fields = new StringBuilder();
        spec.body().forEach((name, value) -> fields.append(',').append(field(name, value)));
        extra = fields.toString();
    }

    /// What is said of a row, as it is sent.
    ///
    /// @param messages as JSON, without the brackets
    /// @param pictureCount how many pictures are in it
    /// @param wordCharacters how long the rest of it is
    public record Chat(String messages, int pictureCount, int wordCharacters) {}

    /// The chat that asks for a row.
    ///
    /// @throws AnswerException if a picture cannot be read
    public Chat of(SinglePassRequest request) {
        SinglePassPrompt prompt = SinglePassPrompt.of(request);
        List<Map<String, Object>> parts = new ArrayList<>();
        int characters = prompt.system().length();
        for (PromptPart part : prompt.user()) {
            parts.add(switch (part) {
                case PromptPart.Words(String text) -> Map.of("type", "text", "text", text);
                case PromptPart.Picture picture -> Map.of("type", "image_url", "image_url", picture(picture));
            });
            characters += part instanceof PromptPart.Words(String text) ? text.length() : 0;
        }
        String messages = message("system", prompt.system()) + "," + message("user", parts);
        return new Chat(messages, request.pictures().size(), characters);
    }

    /// The same chat with an answer that could not be read, and a plea for the right form. The pictures are shown again: a model that
    /// fills in what it left out must not do so from memory.
    ///
    /// @param raw the text that could not be read
    /// @param problem why
    public Chat repair(Chat first, String raw, String problem) {
        String plea = SinglePassPrompt.repair(problem);
        String messages = first.messages() + "," + message("assistant", raw) + "," + message("user", plea);
        return new Chat(messages, first.pictureCount(), first.wordCharacters() + raw.length() + plea.length());
    }

    /// The whole body.
    ///
    /// @param form any but [Structured#AUTO]
    public String json(Chat chat, long seed, Structured form) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", spec.model());
        spec.sampling().temperature().ifPresent(value -> fields.put("temperature", value));
        spec.sampling().topP().ifPresent(value -> fields.put("top_p", value));
        spec.sampling().maxTokens().ifPresent(value -> fields.put("max_tokens", value));
        if (spec.sampling().seeded()) {
            fields.put("seed", seed >>> LOST_BITS);
        }
        String format = switch (form) {
            case SCHEMA -> ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"" + AnswerSchema.NAME
                    + "\",\"strict\":true,\"schema\":" + AnswerSchema.json() + "}}";
            case JSON -> ",\"response_format\":{\"type\":\"json_object\"}";
            case TEXT -> "";
            case AUTO -> throw new IllegalArgumentException("form: expected one to ask for, got auto");
        };
        String written = Json.write(fields);
        return written.substring(0, written.length() - 1) + format + extra + ",\"messages\":[" + chat.messages() + "]}";
    }

    private Map<String, Object> picture(PromptPart.Picture picture) {
        try {
            Map<String, Object> url = new LinkedHashMap<>();
            url.put("url", pictures.read(picture.image(), spec.pictures()).dataUrl());
            spec.pictures().detail().map(PictureBounds.Detail::name).ifPresent(name -> url.put("detail", name.toLowerCase(Locale.ROOT)));
            return url;
        } catch (IOException e) {
            throw AnswerException.of(AnswerException.Reason.UNREADABLE_PICTURE, String.valueOf(e.getMessage()));
        }
    }

    private static String message(String role, Object content) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", role);
        message.put("content", content);
        return Json.write(message);
    }

    private static String field(String name, String value) {
        if (List.of("model", "messages", "temperature", "top_p", "max_tokens", "seed", "response_format", "stream", "n").contains(name)) {
            throw new IllegalArgumentException(
                    "body." + name + ": expected a field that has no key of its own, got one that has; leave it out");
        }
        String field = Json.write(name) + ":" + value;
        try {
            if (Json.parse("{" + field + "}", "body").keys().equals(List.of(name))) {
                return field;
            }
        } catch (JsonException e) {
            // said below
        }
        throw new IllegalArgumentException("body." + name + ": expected JSON, such as '\"auto\"' or '{\"thinking\": false}', got " + value);
    }
}
