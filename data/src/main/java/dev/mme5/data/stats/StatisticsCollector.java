package dev.mme5.data.stats;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Provenance;
import dev.mme5.data.Fingerprints;
import dev.mme5.data.check.Pictures;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Counts rows as they pass. What it holds grows by a few bytes for each row. Not thread-safe.
public final class StatisticsCollector {
    private final Optional<Pictures> pictures;
    private final Map<String, Long> subsets = new HashMap<>();
    private final Map<String, Long> tasks = new HashMap<>();
    private final Map<String, Long> modalities = new HashMap<>();
    private final Map<String, Long> languages = new HashMap<>();
    private final Map<String, Long> origins = new HashMap<>();
    private final Fingerprints rows = new Fingerprints();
    private final Fingerprints instructions = new Fingerprints();
    private final Fingerprints files = new Fingerprints();
    private final Histogram instructionLength = new Histogram();
    private final Histogram queryLength = new Histogram();
    private final Histogram positiveLength = new Histogram();
    private final Histogram hardNegatives = new Histogram();
    private long count;
    private long unreadable;
    private long references;
    private long missing;

    /// @param pictures to look whether they are there; empty not to
    public StatisticsCollector(Optional<Pictures> pictures) {
        this.pictures = pictures;
    }

    /// Counts a row that can be read.
    public void add(String subset, Example row) {
        count++;
        subsets.merge(subset, 1L, Long::sum);
        tasks.merge(row.task().code(), 1L, Long::sum);
        modalities.merge(row.modalities().code(), 1L, Long::sum);
        languages.merge(row.language().tag(), 1L, Long::sum);
        origins.merge(origin(row.provenance()), 1L, Long::sum);
        rows.add(Fingerprints.of(row));
        hardNegatives.add(row.hardNegatives().size());
        if (!row.instruction().isEmpty()) {
            instructions.add(row.instruction());
            instructionLength.add(length(row.instruction()));
        }
        row.query().text().ifPresent(text -> queryLength.add(length(text)));
        row.positive().text().ifPresent(text -> positiveLength.add(length(text)));
        pictures(row.query());
        pictures(row.positive());
        row.hardNegatives().forEach(this::pictures);
    }

    /// Counts a row that cannot be read.
    public void addUnreadable() {
        unreadable++;
    }

    private static String origin(Provenance provenance) {
        return switch (provenance) {
            case Provenance.Labelled(String dataset) -> dataset;
            case Provenance.Synthetic synthetic -> "synthetic: " + synthetic.teacher();
        };
    }

    private static long length(String text) {
        return text.codePointCount(0, text.length());
    }

    private void pictures(Content content) {
        for (ImageRef image : content.images()) {
            references++;
            if (files.add(image.location()) && pictures.isPresent() && !pictures.get().exists(image)) {
                missing++;
            }
        }
    }

    /// What was counted so far.
    public Statistics statistics(String layout) {
        return new Statistics(layout, count, unreadable, count - rows.size(), sorted(subsets), sorted(tasks), sorted(modalities),
                sorted(languages), sorted(origins), instructions.size(), instructionLength.distribution(), queryLength.distribution(),
                positiveLength.distribution(), hardNegatives.distribution(),
                new Statistics.PictureCounts(references, files.size(), pictures.map(_ -> missing)));
    }

    /// The largest first, equals by name.
    private static Map<String, Long> sorted(Map<String, Long> counts) {
        LinkedHashMap<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableSequencedMap(sorted);
    }
}
