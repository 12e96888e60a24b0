package dev.mme5.core.corpus;

import dev.mme5.core.DatasetException;
import dev.mme5.core.Language;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads the concepts of a corpus, strictly.
final class ConceptReader {
    private static final List<String> KEYS = List.of("id", "character", "group", "subgroup", "split", "names", "keywords");

    private final Set<String> ids = new HashSet<>();
    private final Set<String> tags = new HashSet<>();

    private ConceptReader() {}

    /// All concepts, sorted by id.
    static List<Concept> readAll(Path file) {
        ConceptReader reader = new ConceptReader();
        List<Concept> concepts = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(file)) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                concepts.add(reader.concept(line.get().object()));
            }
        } catch (JsonException e) {
            throw new DatasetException(e.detail().contains("; ") ? e.getMessage() : e.getMessage() + "; correct the corpus", e);
        }
        concepts.sort(Comparator.comparing(Concept::id));
        return List.copyOf(concepts);
    }

    private Concept concept(JsonObject row) {
        row.allowOnly(KEYS);
        if (!ids.add(row.string("id"))) {
            throw row.error("id", "expected an id of its own, got " + row.string("id") + " again");
        }
        return new Concept(
                row.string("id"),
                row.string("character"),
                row.string("group"),
                row.string("subgroup"),
                split(row),
                names(row.object("names")),
                row.optionalObject("keywords").map(this::keywords).orElse(Map.of()));
    }

    private static Split split(JsonObject row) {
        for (Split split : Split.values()) {
            if (split.name().toLowerCase(Locale.ROOT).equals(row.string("split"))) {
                return split;
            }
        }
        throw row.error("split", "expected train, dev or test, got " + row.string("split"));
    }

    private Map<String, String> names(JsonObject object) {
        Map<String, String> names = new TreeMap<>();
        object.keys().forEach(tag -> names.put(checked(tag, object), object.string(tag)));
        return names;
    }

    private Map<String, List<String>> keywords(JsonObject object) {
        Map<String, List<String>> keywords = new TreeMap<>();
        object.keys().forEach(tag -> keywords.put(checked(tag, object), object.strings(tag)));
        return keywords;
    }

    private String checked(String tag, JsonObject object) {
        if (tags.contains(tag)) {
            return tag;
        }
        try {
            String canonical = new Language(tag).tag();
            if (!canonical.equals(tag)) {
                throw object.error(tag, "expected the language tag " + canonical + ", got " + tag);
            }
        } catch (IllegalArgumentException e) {
            throw object.error(tag, e.getMessage());
        }
        tags.add(tag);
        return tag;
    }
}
