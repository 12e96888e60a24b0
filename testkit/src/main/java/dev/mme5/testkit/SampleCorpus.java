package dev.mme5.testkit;

import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptCorpus;
import dev.mme5.core.corpus.Split;
import dev.mme5.core.json.Json;
import dev.mme5.core.run.AtomicFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a tiny corpus in the layout of the one that ships: polygons named "triangle 0", "square 1" and so on in eleven languages.
public final class SampleCorpus {
    /// Filled and outlined polygons, under the names of the styles that ship.
    public static final List<String> STYLES = List.of("google", "twitter");

    /// Names of the polygons with 3 to 6 corners; the languages are those of XTD.
    private static final Map<String, List<String>> POLYGONS = Map.ofEntries(
            Map.entry("de", List.of("Dreieck", "Quadrat", "Fünfeck", "Sechseck")),
            Map.entry("en", List.of("triangle", "square", "pentagon", "hexagon")),
            Map.entry("es", List.of("triángulo", "cuadrado", "pentágono", "hexágono")),
            Map.entry("fr", List.of("triangle", "carré", "pentagone", "hexagone")),
            Map.entry("it", List.of("triangolo", "quadrato", "pentagono", "esagono")),
            Map.entry("ja", List.of("三角形", "正方形", "五角形", "六角形")),
            Map.entry("ko", List.of("삼각형", "정사각형", "오각형", "육각형")),
            Map.entry("pl", List.of("trójkąt", "kwadrat", "pięciokąt", "sześciokąt")),
            Map.entry("ru", List.of("треугольник", "квадрат", "пятиугольник", "шестиугольник")),
            Map.entry("tr", List.of("üçgen", "kare", "beşgen", "altıgen")),
            Map.entry("zh", List.of("三角形", "正方形", "五边形", "六边形")));

    private SampleCorpus() {}

    /// Writes a corpus and opens it.
    ///
    /// @param concepts how many; of each eight, six are in the training split, one in dev, one in test
    public static ConceptCorpus write(Path folder, int concepts) {
        List<Concept> made = new ArrayList<>();
        for (int number = 0; number < concepts; number++) {
            made.add(concept(number));
        }
        AtomicFiles.writeWith(folder.resolve(ConceptCorpus.CONCEPTS_FILE), out -> {
            try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
                for (Concept concept : made) {
                    packed.write((Json.write(concept) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        });
        for (String style : STYLES) {
            writePictures(folder.resolve(style + ".zip"), made, style.equals(STYLES.getFirst()));
        }
        return ConceptCorpus.open(folder);
    }

    private static void writePictures(Path archive, List<Concept> concepts, boolean filled) {
        AtomicFiles.writeWith(archive, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (int number = 0; number < concepts.size(); number++) {
                    ZipEntry entry = new ZipEntry(concepts.get(number).id() + ".png");
                    entry.setLastModifiedTime(FileTime.fromMillis(0));
                    zip.putNextEntry(entry);
                    zip.write(SamplePictures.png(number, filled));
                    zip.closeEntry();
                }
            }
        });
    }

    private static Concept concept(int number) {
        int polygon = SamplePictures.corners(number) - SamplePictures.corners(0);
        Map<String, String> names = new TreeMap<>();
        POLYGONS.forEach((tag, words) -> names.put(tag, words.get(polygon) + " " + number));
        String english = POLYGONS.get("en").get(polygon);
        return new Concept(
                String.format("%06x", number),
                "⬡" + number,
                "Polygons",
                english,
                split(number),
                names,
                Map.of("en", List.of("shape", english), "de", List.of("Form", POLYGONS.get("de").get(polygon))));
    }

    private static Split split(int number) {
        return switch (number % 8) {
            case 3 -> Split.TEST;
            case 6 -> Split.DEV;
            default -> Split.TRAIN;
        };
    }
}
