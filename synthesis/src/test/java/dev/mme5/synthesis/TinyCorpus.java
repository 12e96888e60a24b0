package dev.mme5.synthesis;

import dev.mme5.core.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A corpus small enough for tests: three groups of three subgroups of eight concepts, two styles, names in four languages, keywords
/// in two. The last two concepts of each subgroup are held out. A picture's bytes are its name.
public final class TinyCorpus {
    /// What a held-out concept's id begins with.
    public static final String HELD_OUT = "held-";

    private static final int CONCEPTS = 8;
    private static final int TRAIN_CONCEPTS = 6;

    private record Row(
            String id,
            String character,
            String group,
            String subgroup,
            String split,
            Map<String, String> names,
            Map<String, List<String>> keywords) {}

    private TinyCorpus() {}

    /// Writes the corpus into a folder.
    public static Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Row> rows = rows();
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(Json.write(row)).append('\n'));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("concepts.jsonl.gz")))) {
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        for (String style : List.of("google", "twitter")) {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(style + ".zip")))) {
                for (Row row : rows) {
                    zip.putNextEntry(new ZipEntry(row.id() + ".png"));
                    zip.write((style + row.id()).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return folder;
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String group : List.of("Plants", "Tools & Toys", "Signs")) {
            for (String subgroup : List.of("one", "two", "three")) {
                for (int i = 0; i < CONCEPTS; i++) {
                    rows.add(row(group, group.substring(0, 1).toLowerCase(Locale.ROOT) + "-" + subgroup, i));
                }
            }
        }
        return rows;
    }

    private static Row row(String group, String subgroup, int number) {
        boolean train = number < TRAIN_CONCEPTS;
        String code = subgroup.charAt(0) + "" + subgroup.charAt(2) + subgroup.charAt(3) + number;
        String name = train ? "thing " + code : "hidden " + code;
        return new Row(
                (train ? "train-" : HELD_OUT) + subgroup + "-" + number,
                "*",
                group,
                subgroup,
                train ? "train" : number % 2 == 0 ? "dev" : "test",
                Map.of("en", name, "de", "Ding " + code + (train ? "" : " verborgen"), "ru", "вещь " + number + cyrillic(subgroup)
                        + (train ? "" : " скрыто"), "sw", "kitu " + code),
                Map.of("en", List.of("word" + code, "shared", "two words"), "de", List.of("Wort" + code, "gemeinsam")));
    }

    private static String cyrillic(String subgroup) {
        return subgroup.replace("one", "а").replace("two", "б").replace("three", "в").replace('p', 'п').replace('t', 'т').replace('s', 'с');
    }
}
