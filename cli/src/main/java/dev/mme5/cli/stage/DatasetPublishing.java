package dev.mme5.cli.stage;

import dev.mme5.core.FileTrouble;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.data.card.DatasetCard;
import dev.mme5.data.card.PublishedDataset;
import dev.mme5.synthesis.Synthesizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The published form of a synthesis's rows, beside them in the run's folder.
///
/// @param rows the finished native set
/// @param pictures the folder or file that the pictures come from; the ATTRIBUTION.md in it or beside it goes into the card
/// @param teacher that wrote the rows
/// @param recipe the resolved recipe as YAML
public record DatasetPublishing(Workplace place, Path rows, Path pictures, String teacher, String recipe) {
    /// The set's folder in a run's folder.
    public static final String FOLDER = "dataset";

    private static final String ATTRIBUTION_FILE = "ATTRIBUTION.md";
    /// The rows' licence is for whoever publishes them to choose.
    private static final String LICENSE = "other";

    /// Writes the set.
    public PublishedDataset.Report write() {
        Path folder = rows.resolveSibling(FOLDER);
        return PublishedDataset.write(rows, folder, card(), place.progress());
    }

    private DatasetCard card() {
        String name = rows.toAbsolutePath().getParent().getFileName().toString();
        String written = String.format(Locale.ROOT, "Written by the teacher `%s`; the rows' licence is for their publisher to choose.%n%n", teacher);
        return new DatasetCard(name, LICENSE, written + attribution(),
                List.of("mme5 synthesize --recipe " + PublishedDataset.RECIPE_FILE + " --out RUN"), Optional.of(portableRecipe()));
    }

    /// What ships is found from anywhere by its name, and where this machine keeps it is nobody's business.
    private String portableRecipe() {
        String shipped = recipe.replace(place.home() + "/", "");
        return pictures.isAbsolute() ? shipped.replace(pictures.toString(), String.valueOf(pictures.getFileName())) : shipped;
    }

    private String attribution() {
        Path credits = rows.resolveSibling(Synthesizer.CREDITS_FILE);
        if (Files.isRegularFile(credits)) {
            return licences(credits);
        }
        Path file = Files.isDirectory(pictures) ? pictures.resolve(ATTRIBUTION_FILE) : pictures.resolveSibling(ATTRIBUTION_FILE);
        if (!Files.isRegularFile(file)) {
            return "The pictures come from `" + pictures.getFileName() + "`, which says nothing of their licences; ask before you publish them.";
        }
        try {
            return "The pictures:\n\n" + Files.readString(file).replaceAll("(?m)^#", "###");
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected a text, got " + FileTrouble.of(e), e);
        }
    }

    /// What the corpus said of its pictures, as a table.
    private String licences(Path file) {
        try {
            JsonObject credits = Json.parse(Files.readString(file), file.toString());
            JsonObject licences = credits.object("licences");
            StringBuilder table = new StringBuilder(String.format(Locale.ROOT,
                    "The rows show %d pictures of `%s`; of %d the origin is known.%n%n| Licence, as the corpus states it | Pictures |%n|---|---|%n",
                    credits.integer("pictures"), pictures.getFileName(), credits.integer("withSource")));
            for (String licence : licences.keys()) {
                table.append("| ").append(licence.replace("|", "\\|")).append(" | ").append(licences.integer(licence)).append(" |\n");
            }
            return table.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected the pictures' licences, got " + FileTrouble.of(e), e);
        }
    }
}
