package dev.mme5.data.stats;

import dev.mme5.core.ImageRef;
import dev.mme5.core.dataset.BenchmarkRow;
import dev.mme5.data.BenchmarkReader;
import dev.mme5.data.DataFile;
import dev.mme5.data.DataSource;
import dev.mme5.data.Fingerprints;
import dev.mme5.data.check.Pictures;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a benchmark holds.
///
/// @param layout the set's
/// @param tasks rows by task
/// @param candidates of a row
/// @param pictures references; how many different ones; how many of those are not there, if it was looked at
public record BenchmarkStatistics(
        String layout, long rows, Map<String, Long> tasks, Distribution candidates, Statistics.PictureCounts pictures) {

    /// Counts a whole benchmark.
    ///
    /// @param looked to look whether pictures are there; empty not to
    /// @throws dev.mme5.core.DatasetException for the first bad row
    public static BenchmarkStatistics of(DataSource source, Optional<Pictures> looked) {
        LinkedHashMap<String, Long> tasks = new LinkedHashMap<>();
        Histogram candidates = new Histogram();
        Fingerprints files = new Fingerprints();
        long references = 0;
        long missing = 0;
        for (DataFile file : source.files()) {
            try (BenchmarkReader reader = BenchmarkReader.open(file.path(), source.images())) {
                for (Optional<BenchmarkRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                    tasks.merge(file.subset(), 1L, Long::sum);
                    candidates.add(row.get().targetTexts().size());
                    for (ImageRef image : images(row.get())) {
                        references++;
                        missing += files.add(image.location()) && looked.isPresent() && !looked.get().exists(image) ? 1 : 0;
                    }
                }
            }
        }
        long there = missing;
        return new BenchmarkStatistics(source.layout().hubName(), tasks.values().stream().mapToLong(Long::longValue).sum(),
                Collections.unmodifiableSequencedMap(tasks), candidates.distribution(),
                new Statistics.PictureCounts(references, files.size(), looked.map(_ -> there)));
    }

    private static Iterable<ImageRef> images(BenchmarkRow row) {
        return Stream.concat(row.queryImage().stream(), row.targetImages().stream().flatMap(Optional::stream)).toList();
    }
}
