package dev.mme5.synthesis.teacher.http;

import dev.mme5.core.ImageRef;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.EncodedPicture;
import dev.mme5.synthesis.teacher.PictureBounds;
import dev.mme5.synthesis.teacher.PictureSource;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Structured;
import dev.mme5.synthesis.teacher.TeacherSpec;
import dev.mme5.synthesis.teacher.prompt.AnswerSchema;
import dev.mme5.synthesis.teacher.prompt.PromptPart;
import dev.mme5.synthesis.teacher.prompt.SinglePassPrompt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Writes the body of a chat completion. Immutable and thread-safe.
///
/// Thousands are written in a second, and a picture is most of one: they are put together as bytes, and what is the same in all is
/// written once.
public final class ChatBody {
    private static final int LOST_BITS = 33; // 31 bits are a seed for every service
    private static final byte[] SYSTEM = utf8(message("system", SinglePassPrompt.system()));
    private static final byte[] SCHEMA = utf8(",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\""
            + AnswerSchema.NAME + "\",\"strict\":true,\"schema\":" + AnswerSchema.json() + "}}");
    private static final byte[] JSON_OBJECT = utf8(",\"response_format\":{\"type\":\"json_object\"}");
    private static final byte[] NOTHING = {};
    private static final byte[] MESSAGES = utf8(",\"messages\":[");
    private static final byte[] USER = utf8(",{\"role\":\"user\",\"content\":[");
    private static final byte[] PICTURE = utf8("{\"type\":\"image_url\",\"image_url\":{\"url\":\"");
    private static final byte[] COMMA = utf8(",");
    private static final byte[] END = utf8("]}");

    private final TeacherSpec.Openai spec;
    private final PictureSource pictures;
    private final byte[] extra;
    private final byte[] pictureEnd;

    /// @throws IllegalArgumentException if one of the recipe's further fields is no JSON, or one that is written here
    public ChatBody(TeacherSpec.Openai spec, PictureSource pictures) {
        this.spec = spec;
        this.pictures = pictures;
        StringBuilder fields = new StringBuilder();
        spec.body().forEach((name, value) -> fields.append(',').append(field(name, value)));
        extra = utf8(fields.toString());
        Optional<String> detail = spec.pictures().detail().map(PictureBounds.Detail::name).map(name -> name.toLowerCase(Locale.ROOT));
        pictureEnd = utf8(detail.map(name -> "\",\"detail\":\"" + name + "\"}}").orElse("\"}}"));
    }

    /// What is said of a row, as it is sent.
    ///
    /// @param messages as JSON in UTF-8, without the brackets, in pieces, which are shared and not copied
    /// @param pictureCount how many pictures are in it
    /// @param wordCharacters how long the rest of it is
    public record Chat(List<byte[]> messages, int pictureCount, int wordCharacters) {
        public Chat {
            messages = List.copyOf(messages);
        }
    }

    /// The chat that asks for a row.
    ///
    /// @throws AnswerException if a picture cannot be read
    public Chat of(SinglePassRequest request) {
        List<byte[]> messages = new ArrayList<>();
        messages.add(SYSTEM);
        byte[] before = USER;
        int characters = SinglePassPrompt.system().length();
        for (PromptPart part : SinglePassPrompt.of(request).user()) {
            messages.add(before);
            add(part, messages);
            characters += part instanceof PromptPart.Words(String text) ? text.length() : 0;
            before = COMMA;
        }
        messages.add(END);
        return new Chat(messages, request.pictures().size(), characters);
    }

    private void add(PromptPart part, List<byte[]> messages) {
        switch (part) {
            case PromptPart.Words(String text) -> messages.add(utf8("{\"type\":\"text\",\"text\":" + Json.write(text) + "}"));
            case PromptPart.Picture(ImageRef image) -> {
                messages.add(PICTURE);
                read(image).addDataUrl(messages);
                messages.add(pictureEnd);
            }
        }
    }

    private EncodedPicture read(ImageRef image) {
        try {
            return pictures.read(image, spec.pictures());
        } catch (IOException e) {
            throw AnswerException.of(AnswerException.Reason.UNREADABLE_PICTURE, String.valueOf(e.getMessage()));
        }
    }

    /// The same chat with an answer that could not be read, and a plea for the right form. The pictures are shown again: a model that
    /// fills in what it left out must not do so from memory.
    ///
    /// @param raw the text that could not be read
    /// @param problem why
    public Chat repair(Chat first, String raw, String problem) {
        String plea = SinglePassPrompt.repair(problem);
        List<byte[]> messages = new ArrayList<>(first.messages());
        messages.add(utf8("," + message("assistant", raw) + "," + message("user", plea)));
        return new Chat(messages, first.pictureCount(), first.wordCharacters() + raw.length() + plea.length());
    }

    /// The whole body in UTF-8.
    ///
    /// @param form any but [Structured#AUTO]
    public byte[] json(Chat chat, long seed, Structured form) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", spec.model());
        spec.sampling().temperature().ifPresent(value -> fields.put("temperature", value));
        spec.sampling().topP().ifPresent(value -> fields.put("top_p", value));
        spec.sampling().maxTokens().ifPresent(value -> fields.put("max_tokens", value));
        if (spec.sampling().seeded()) {
            fields.put("seed", seed >>> LOST_BITS);
        }
        byte[] format = switch (form) {
            case SCHEMA -> SCHEMA;
            case JSON -> JSON_OBJECT;
            case TEXT -> NOTHING;
            case AUTO -> throw new IllegalArgumentException("form: expected one to ask for, got auto");
        };
        String written = Json.write(fields);
        List<byte[]> body = new ArrayList<>(List.of(utf8(written.substring(0, written.length() - 1)), format, extra, MESSAGES));
        body.addAll(chat.messages());
        body.add(END);
        return joined(body);
    }

    private static String message(String role, String text) {
        return "{\"role\":\"" + role + "\",\"content\":" + Json.write(text) + "}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteBuffer whole = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(whole::put);
        return whole.array();
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
