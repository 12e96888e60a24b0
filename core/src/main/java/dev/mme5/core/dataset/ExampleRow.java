package dev.mme5.core.dataset;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.Framing;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.TaskKind;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Between an [Example] and its line in a file.
///
/// @param folder where relative paths of pictures start
record ExampleRow(Path folder) {
    private static final List<String> KEYS = List.of(
            "id", "task", "modality", "language", "instruction", "query", "positive", "hardNegatives", "provenance");

    /// The line, without its end.
    String write(Example example) {
        return Json.write(new Row(
                example.id(),
                example.task().code(),
                example.modalities().code(),
                example.language(),
                example.instruction(),
                side(example.query()),
                side(example.positive()),
                example.hardNegatives().stream().map(this::side).toList(),
                ProvenanceRow.of(example.provenance())));
    }

    private Side side(Content content) {
        boolean whole = content.framing() == Framing.PROMPT;
        if (!content(whole, content.text(), content.image()).equals(Optional.of(content))) {
            throw new IllegalArgumentException("content: expected at most one picture and then at most one text, framed by the model,"
                    + " got " + content.parts().size() + " parts, framing " + content.framing());
        }
        Optional<String> image = content.image().map(ref -> ImageLocations.relativeTo(folder, ref));
        return whole ? new Side(Optional.empty(), content.text(), image) : new Side(content.text(), Optional.empty(), image);
    }

    private static Optional<Content> content(boolean whole, Optional<String> text, Optional<ImageRef> image) {
        if (whole) {
            return text.map(words -> Content.prompt(image, words));
        }
        if (image.isEmpty()) {
            return text.map(Content::text);
        }
        return Optional.of(text.map(words -> Content.imageText(image.get(), words)).orElseGet(() -> Content.image(image.get())));
    }

    /// @throws dev.mme5.core.json.JsonException if the row is not an example
    Example read(JsonObject row) {
        row.allowOnly(KEYS);
        List<Content> negatives = new ArrayList<>();
        for (JsonObject negative : row.objects("hardNegatives")) {
            negatives.add(content(negative));
        }
        Example example = new Example(
                row.string("id"),
                task(row),
                language(row),
                row.string("instruction"),
                content(row.object("query")),
                content(row.object("positive")),
                negatives,
                ProvenanceRow.read(row.object("provenance")));
        String modality = row.string("modality");
        if (!modality.equals(example.modalities().code())) {
            throw row.error("modality", "expected " + example.modalities().code() + ", which query and positive are, got " + modality);
        }
        return example;
    }

    private static TaskKind task(JsonObject row) {
        List<String> known = new ArrayList<>();
        for (TaskKind kind : TaskKind.values()) {
            if (kind.code().equals(row.string("task"))) {
                return kind;
            }
            known.add(kind.code());
        }
        throw row.error("task", "expected one of " + String.join(", ", known) + ", got \"" + row.string("task") + "\"");
    }

    private static Language language(JsonObject row) {
        String tag = row.string("language");
        try {
            return new Language(tag);
        } catch (IllegalArgumentException e) {
            throw row.error("language", "expected a BCP 47 tag such as \"de\", got \"" + tag + "\"");
        }
    }

    private Content content(JsonObject side) {
        side.allowOnly(List.of("text", "prompt", "image"));
        Optional<String> text = side.optionalString("text");
        Optional<String> prompt = side.optionalString("prompt");
        if (text.isPresent() && prompt.isPresent()) {
            throw side.error("prompt", "expected a text or a whole prompt, got both; leave one out");
        }
        Optional<ImageRef> image = side.optionalString("image").map(location -> image(location, side));
        return content(prompt.isPresent(), prompt.or(() -> text), image)
                .orElseThrow(() -> side.error("text", "expected a text or an image, got neither"));
    }

    private ImageRef image(String location, JsonObject side) {
        try {
            return ImageRef.parse(location, folder);
        } catch (IllegalArgumentException e) {
            throw side.error(
                    "image", "expected a path, archive.zip!/entry or a data URL, got one that is malformed (" + e.getMessage() + ")");
        }
    }

    private record Row(
            String id,
            String task,
            String modality,
            Language language,
            String instruction,
            Side query,
            Side positive,
            List<Side> hardNegatives,
            ProvenanceRow provenance) {}

    private record Side(Optional<String> text, Optional<String> prompt, Optional<String> image) {}
}
