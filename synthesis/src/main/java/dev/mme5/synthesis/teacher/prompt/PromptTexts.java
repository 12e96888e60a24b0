package dev.mme5.synthesis.teacher.prompt;

import dev.mme5.core.run.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The templates that ship. Immutable.
///
/// @param pieces by name, as in `pieces.txt`
/// @param version hash of all templates and the schema: changes whenever a request might be put in other words
record PromptTexts(Template system, Template row, Template repair, Map<String, Template> pieces, String version) {
    private static final int VERSION_CHARACTERS = 12;
    private static final PromptTexts SHIPPED = read();

    static PromptTexts shipped() {
        return SHIPPED;
    }

    Template piece(String name) {
        Template piece = pieces.get(name);
        if (piece == null) {
            throw new IllegalStateException("prompt pieces: expected one named " + name + ", got none");
        }
        return piece;
    }

    private static PromptTexts read() {
        String system = resource("system.txt");
        String row = resource("row.txt");
        String repair = resource("repair.txt");
        String pieces = resource("pieces.txt");
        String all = String.join("\u0000", system, row, repair, pieces, AnswerSchema.json());
        String version = Hashes.sha256(all.getBytes(StandardCharsets.UTF_8)).substring(0, VERSION_CHARACTERS);
        return new PromptTexts(
                new Template("system", system.strip()),
                new Template("row", row.strip()),
                new Template("repair", repair.strip()),
                sections(pieces),
                version);
    }

    /// A line `[name]` begins each piece.
    private static Map<String, Template> sections(String text) {
        Map<String, Template> sections = new LinkedHashMap<>();
        for (String section : text.split("(?m)^\\[")) {
            int end = section.indexOf("]\n");
            if (end >= 0) {
                String name = section.substring(0, end);
                sections.put(name, new Template(name, section.substring(end + 2).strip()));
            }
        }
        return Map.copyOf(sections);
    }

    private static String resource(String name) {
        try (InputStream in = PromptTexts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": expected it beside " + PromptTexts.class.getName() + ", got nothing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": " + e.getMessage(), e);
        }
    }
}
