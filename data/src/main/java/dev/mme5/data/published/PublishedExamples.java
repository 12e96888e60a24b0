package dev.mme5.data.published;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.Prompts;
import dev.mme5.core.Provenance;
import dev.mme5.core.dataset.ImageMark;
import dev.mme5.core.dataset.ProvenanceJson;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From a published row to an [Example]. Published texts are whole prompts: those of rows that this project wrote are taken apart into
/// instruction and text again, others stay whole ([dev.mme5.core.Framing#PROMPT]), so that nothing is added to them later.
///
/// @param subset the rows' subset, which tells their task
/// @param dataset what labelled rows are said to be from
/// @param images the folder that the rows' paths start from
/// @param unsaid the language of rows that do not say theirs
public record PublishedExamples(String subset, String dataset, Path images, Language unsaid) {
    static final String ID = "id";
    static final String INSTRUCTION = "instruction";
    static final String PROVENANCE = "provenance";
    private static final String DEFAULT = Prompts.DEFAULT_DOCUMENT_INSTRUCTION;

    /// @param number of the row in its subset, from 1
    /// @throws IllegalArgumentException `<column>: expected <this>, got <that>` if the row is no example
    public Example example(PublishedRow row, long number) {
        try {
            return read(row, number);
        } catch (JsonException e) {
            throw new IllegalArgumentException("provenance: " + e.detail(), e);
        }
    }

    private Example read(PublishedRow row, long number) {
        Optional<JsonObject> known = row.provenance().flatMap(json -> known(json, row.place().toString()));
        Optional<String> instruction = known.flatMap(own -> own.optionalString(INSTRUCTION));
        requireFilled(row.query(), "qry");
        requireFilled(row.positive(), "pos_text");
        List<Content> negatives = new ArrayList<>();
        row.negatives().forEach(side -> negatives.add(document(side, instruction.isPresent()))); // empty ones too: the reference fills them
        return new Example(
                known.map(own -> own.string(ID)).orElseGet(() -> subset + "-" + number),
                Subsets.kind(subset),
                language(row),
                instruction.orElse(""),
                query(row.query(), instruction),
                document(row.positive(), instruction.isPresent()),
                negatives,
                known.map(own -> ProvenanceJson.read(own.object(PROVENANCE))).orElseGet(() -> new Provenance.Labelled(dataset)));
    }

    /// What this project wrote into the column; nothing if another did.
    private static Optional<JsonObject> known(String json, String where) {
        try {
            JsonObject own = Json.parse(json, where);
            return own.has(ID) && own.has(PROVENANCE) ? Optional.of(own) : Optional.empty();
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private static void requireFilled(PublishedRow.Side side, String column) {
        if (ImageMark.without(side.text()).isEmpty() && side.image().isEmpty()) {
            throw new IllegalArgumentException(column + ": expected a text or a picture, got neither");
        }
    }

    private Language language(PublishedRow row) {
        if (row.language().isEmpty()) {
            return unsaid;
        }
        return RowLanguages.parse(row.language().get()).orElseThrow(() -> new IllegalArgumentException(
                "language: expected a BCP 47 tag or a language's English name, got \"" + row.language().get() + "\""));
    }

    private Content query(PublishedRow.Side side, Optional<String> instruction) {
        String prompt = ImageMark.without(side.text());
        Optional<ImageRef> image = image(side);
        return instruction.flatMap(words -> textAfter(words, prompt).map(text -> content(text, image)))
                .orElseGet(() -> prompt.isEmpty() ? Content.image(image.orElseThrow()) : Content.prompt(image, prompt));
    }

    private Content document(PublishedRow.Side side, boolean parts) {
        String prompt = ImageMark.without(side.text());
        Optional<ImageRef> image = image(side);
        if (image.isEmpty()) {
            return Content.text(prompt);
        }
        if (prompt.isEmpty() || prompt.equals(DEFAULT + "\n")) {
            return Content.image(image.get());
        }
        Optional<String> text = parts ? textAfter(DEFAULT, prompt) : Optional.empty();
        return text.map(words -> content(words, image)).orElseGet(() -> Content.prompt(image, prompt));
    }

    /// The inverse of what [Prompts] does with an instruction and a text; empty if the prompt was not made so.
    private static Optional<String> textAfter(String instruction, String prompt) {
        if (!prompt.startsWith(instruction) || !prompt.endsWith("\n") || prompt.length() <= instruction.length()) {
            return Optional.empty();
        }
        String rest = prompt.substring(instruction.length(), prompt.length() - 1);
        if (rest.isEmpty() || instruction.isEmpty()) {
            return Optional.of(rest);
        }
        return rest.startsWith(" ") && rest.length() > 1 ? Optional.of(rest.substring(1)) : Optional.empty();
    }

    private static Content content(String text, Optional<ImageRef> image) {
        if (image.isEmpty()) {
            return Content.text(text);
        }
        return text.isEmpty() ? Content.image(image.get()) : Content.imageText(image.get(), text);
    }

    private Optional<ImageRef> image(PublishedRow.Side side) {
        return side.image().isEmpty() ? Optional.empty() : Optional.of(ImageRef.parse(side.image(), images));
    }
}
