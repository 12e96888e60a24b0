package dev.mme5.cli.report;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.Language;
import dev.mme5.core.Provenance;
import dev.mme5.core.Thinking;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A data set to walk through: the rows stand in the page as JSON, and a small script shows those that match, some at a time.
public final class InspectPage {
    private InspectPage() {}

    /// @param name of the set
    public static Page of(String name, InspectedRows rows) {
        PictureTable pictures = new PictureTable();
        List<Row> all = new ArrayList<>();
        rows.kept().forEach(example -> all.add(kept(example, pictures)));
        rows.refused().forEach(refused -> all.add(refused(refused)));
        String data = Json.write(new Data(all, pictures.urls())).replace("</", "<\\/").replace("<!--", "<\\u0021--");
        List<String> facts = new ArrayList<>(List.of(rows.total() + " rows in the set", rows.kept().size() + " on this page"));
        if (!rows.refused().isEmpty()) {
            facts.add(rows.refused().size() + " refused");
        }
        if (rows.unreadable() > 0) {
            facts.add(rows.unreadable() + " unreadable");
        }
        String body = "<style>" + resource("inspect.css") + "</style>\n" + resource("inspect.html")
                + "<script type=\"application/json\" id=\"data\">" + data + "</script>\n<script>" + resource("inspect.js") + "</script>\n";
        return new Page(name, "Rows to train on. Instructions are English whatever a row's language.", facts, List.of(new Section("Rows", "", body)), "");
    }

    private record Data(List<Row> rows, List<String> pictures) {}

    private record Side(Optional<String> text, List<Integer> pictures) {}

    /// @param instruction empty for rows whose query is a whole prompt
    /// @param gate of a refused row
    private record Row(
            String id,
            String task,
            String pair,
            String language,
            String languageName,
            String instruction,
            Side query,
            Side positive,
            List<Side> negatives,
            String origin,
            boolean revised,
            Optional<Thinking> thinking,
            Optional<String> gate,
            Optional<String> reason) {}

    private static Row kept(Example row, PictureTable pictures) {
        Optional<Thinking> thinking = row.provenance() instanceof Provenance.Synthetic synthetic ? Optional.of(synthetic.thinking()) : Optional.empty();
        return new Row(row.id(), row.task().code(), row.modalities().code(), row.language().tag(), row.language().englishName(), row.instruction(),
                side(row.query(), pictures), side(row.positive(), pictures), row.hardNegatives().stream().map(negative -> side(negative, pictures)).toList(),
                origin(row.provenance()), RowGallery.isRevised(row), thinking, Optional.empty(), Optional.empty());
    }

    private static String origin(Provenance provenance) {
        return switch (provenance) {
            case Provenance.Labelled(String dataset) -> dataset;
            case Provenance.Synthetic synthetic -> synthetic.teacher() + ", prompt " + synthetic.promptVersion();
        };
    }

    private static Side side(Content content, PictureTable pictures) {
        return new Side(content.text(), content.images().stream().map(pictures::number).toList());
    }

    /// What was refused is shown as far as it was written down.
    private static Row refused(JsonObject row) {
        Optional<JsonObject> texts = row.optionalObject("texts");
        String language = row.stringOr("language", "und");
        return new Row(row.stringOr("id", ""), row.stringOr("task", ""), row.stringOr("modality", ""), language, name(language),
                text(texts, "instruction").orElse(""), new Side(text(texts, "query"), List.of()), new Side(text(texts, "positive"), List.of()),
                text(texts, "hardNegative").map(text -> List.of(new Side(Optional.of(text), List.of()))).orElse(List.of()),
                "", false, Optional.empty(), row.optionalString("gate"), row.optionalString("reason"));
    }

    private static String name(String tag) {
        return tag.equals("und") ? "" : new Language(tag).englishName();
    }

    private static Optional<String> text(Optional<JsonObject> texts, String key) {
        return texts.flatMap(draft -> draft.optionalString(key)).filter(text -> !text.isEmpty());
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(InspectPage.class.getResourceAsStream(name), name + " is in the jar")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
