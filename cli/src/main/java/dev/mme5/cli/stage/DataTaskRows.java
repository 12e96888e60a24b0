package dev.mme5.cli.stage;

import dev.mme5.core.DatasetException;
import dev.mme5.core.dataset.BenchmarkRow;
import dev.mme5.data.BenchmarkReader;
import dev.mme5.data.DataFile;
import dev.mme5.data.DataSource;
import dev.mme5.data.DataSources;
import dev.mme5.evaluation.benchmark.MmebSuite;
import dev.mme5.evaluation.benchmark.SuiteSpec;
import dev.mme5.evaluation.benchmark.TaskRows;
import dev.mme5.evaluation.benchmark.XtdSuite;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;

/// Benchmarks as they are published, in Parquet, brought to evaluation, which knows JSON lines only.
public final class DataTaskRows implements TaskRows {

    @Override
    public SequencedMap<String, Supplier<List<BenchmarkRow>>> in(Path rows, Path images) {
        if (!DataSources.isParquet(rows)) {
            return TaskRows.jsonLines().in(rows, images);
        }
        DataSource source = DataSources.open(new DataSources.Query(rows, Optional.empty(), Optional.of(images), Optional.empty()));
        SequencedMap<String, Supplier<List<BenchmarkRow>>> tasks = new LinkedHashMap<>();
        for (String subset : source.subsets()) {
            List<Path> files = source.files().stream().filter(file -> file.subset().equals(subset)).map(DataFile::path).toList();
            tasks.put(subset, () -> files.stream().flatMap(file -> BenchmarkReader.readAll(file, images).stream()).toList());
        }
        return tasks;
    }

    /// What a published benchmark is measured as: MMEB, XTD, or a folder of tasks.
    ///
    /// @param images the folder that pictures' paths start from, if not the usual one
    /// @throws DatasetException if the rows are not a benchmark's
    public static SuiteSpec spec(Path rows, Optional<Path> images) {
        DataSource source = DataSources.open(new DataSources.Query(rows, Optional.empty(), images, Optional.empty()));
        Set<String> names = Set.copyOf(source.subsets());
        return switch (source.layout()) {
            case XTD_10 -> new SuiteSpec.Xtd(rows, source.images(), SuiteSpec.XtdLayout.MMEB, XtdSuite.languagesIn(names));
            case MMEB_EVAL, BENCHMARK -> MmebSuite.DATASETS.stream().anyMatch(dataset -> names.contains(dataset.name()))
                    ? new SuiteSpec.Mmeb(rows, source.images(), List.of())
                    : new SuiteSpec.Folder(rows, source.images());
            case NATIVE, MME5_SYNTHETIC, MME5_MMEB_HARDNEG, MMEB_TRAIN -> throw new DatasetException(
                    rows + ": expected a benchmark, got training rows (" + source.layout().hubName() + "); `mme5 train` reads them");
        };
    }
}
