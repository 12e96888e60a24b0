package dev.mme5.evaluation;

import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.Split;
import dev.mme5.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A corpus of 60 concepts in 3 groups of 4 subgroups, every sixth in the test split, named in German and English. Its pictures are
/// not pictures: only their bytes matter here. Concepts 10 and 11 have the same one.
public final class SmallCorpus {
    public static final int CONCEPTS = 60;
    private static final int TWIN = 11;

    private SmallCorpus() {}

    /// Writes the corpus with the styles `shown` and `heldout`.
    public static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("concepts.jsonl.gz")))) {
            for (Concept concept : concepts()) {
                out.write((Json.write(concept) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        for (String style : List.of("shown", "heldout")) {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(style + ".zip")))) {
                for (int i = 0; i < CONCEPTS; i++) {
                    zip.putNextEntry(new ZipEntry(id(i) + ".png"));
                    zip.write((style + (i == TWIN ? TWIN - 1 : i)).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return folder;
    }

    public static List<Concept> concepts() {
        List<Concept> concepts = new ArrayList<>();
        for (int i = 0; i < CONCEPTS; i++) {
            String group = "group " + i / 20;
            Split split = i % 6 == 5 ? Split.TEST : Split.TRAIN;
            Map<String, List<String>> keywords = Map.of("de", List.of("Wort " + i, "Ding " + i), "en", List.of("word " + i));
            concepts.add(new Concept(
                    id(i), "c" + i, group, "sub-" + i / 5, split, Map.of("de", "Name " + i, "en", "name " + i), keywords));
        }
        return concepts;
    }

    public static String id(int index) {
        return String.format("c%02d", index);
    }
}
