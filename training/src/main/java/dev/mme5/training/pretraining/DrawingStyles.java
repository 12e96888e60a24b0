package dev.mme5.training.pretraining;

import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.training.TaskSpec.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/// Drawings of concepts in several styles, each a zip of `<concept id>.png`, held in memory. Thread-safe after construction.
final class DrawingStyles {
    private final List<Map<String, ImageRef>> styles = new ArrayList<>();
    private final double[] shares;

    DrawingStyles(List<Style> styles) {
        this.shares = styles.stream().mapToDouble(Style::share).toArray();
        styles.forEach(style -> this.styles.add(read(style.zip())));
    }

    private static Map<String, ImageRef> read(Path zip) {
        Map<String, ImageRef> drawings = new HashMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (java.util.zip.ZipEntry entry : file.stream().toList()) {
                if (entry.getName().endsWith(".png")) {
                    byte[] bytes = file.getInputStream(entry).readAllBytes();
                    String id = entry.getName().substring(0, entry.getName().length() - ".png".length());
                    drawings.put(id, new ImageRef.InlineImage("image/png", bytes));
                }
            }
        } catch (IOException e) {
            throw new DatasetException(zip + ": expected a zip of drawings, got " + e.getMessage()
                    + "; make it with tools/samples/make_pretraining_pictures.py", e);
        }
        return drawings;
    }

    boolean draws(Concept concept) {
        return styles.stream().anyMatch(style -> style.containsKey(concept.id()));
    }

    /// A drawing of the concept: a style by its share among those that have it.
    ImageRef draw(Concept concept, SeededRandom random) {
        List<ImageRef> found = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            ImageRef drawing = styles.get(i).get(concept.id());
            if (drawing != null) {
                found.add(drawing);
                weights.add(shares[i]);
            }
        }
        return random.weighted(found, weights.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
