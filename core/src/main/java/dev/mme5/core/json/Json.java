package dev.mme5.core.json;

import dev.mme5.core.FileTrouble;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes JSON. Thread-safe.
public final class Json {
    /// A picture carried in a row as a data URL is one long string.
    private static final int MAX_STRING_CHARACTERS = 256 * 1024 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_STRING_CHARACTERS)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectWriter COMPACT = MAPPER.writer();
    private static final ObjectWriter PRETTY = MAPPER.writerWithDefaultPrettyPrinter();

    private Json() {}

    /// Reads one object; nothing may follow it, and no key may stand twice.
    ///
    /// @param where file, or `file:line`; begins each error
    /// @throws JsonException if the text is anything else
    public static JsonObject parse(String text, String where) {
        if (text.isBlank()) {
            throw new JsonException(where, "expected a JSON object, got nothing");
        }
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return new JsonObject(object, where, "");
            }
            throw new JsonException(where, "expected a JSON object, got " + JsonObject.shown(node));
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String line = at != null && text.stripTrailing().indexOf('\n') >= 0 ? "line " + at.getLineNr() + ", " : "";
            String column = at == null ? "" : " at " + line + "column " + at.getColumnNr();
            String cause = e.getOriginalMessage().lines().findFirst().orElse("").replaceFirst(" \\(start marker .*", "");
            throw new JsonException(where, "expected a JSON object, got something else" + column + " (" + cause + ")", e);
        }
    }

    /// Reads a file that is one object.
    ///
    /// @throws JsonException if there is no such file or it holds anything else
    public static JsonObject read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw new JsonException(file.toString(), "expected a JSON file in UTF-8, got " + FileTrouble.of(e), e);
        }
    }

    /// Writes a value on one line.
    ///
    /// A record becomes an object with its components in order, an absent [java.util.Optional] is left out, an enum becomes its
    /// lower-case name, a path its text, an instant or duration its ISO 8601 form, a [dev.mme5.core.Language] its tag, a
    /// [dev.mme5.core.ModalityPair] its code. Strings, numbers, booleans, collections, arrays, maps and [JsonObject]s are what one
    /// expects; a map or set that has no order of its own is sorted, so that equal values give equal text.
    ///
    /// @throws IllegalArgumentException if it holds anything else: null, a number that is not finite, an object of another class
    public static String write(Object value) {
        return write(value, COMPACT);
    }

    /// Writes a value over several lines, as [#write(Object)] does otherwise, and ends with a newline.
    public static String writePretty(Object value) {
        return write(value, PRETTY) + "\n";
    }

    private static String write(Object value, ObjectWriter writer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = writer.createGenerator(text)) {
            new ValueWriter(generator).write(value);
        }
        return text.toString();
    }
}
