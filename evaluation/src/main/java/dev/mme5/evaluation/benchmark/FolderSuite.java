package dev.mme5.evaluation.benchmark;

import dev.mme5.core.DatasetException;
import dev.mme5.core.TaskKind;
import dev.mme5.core.dataset.BenchmarkRow;
import dev.mme5.evaluation.metric.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// Any folder of rows in MMEB's columns: one task for each file, named after it, and their mean.
public final class FolderSuite {
    private static final List<Metric> METRICS = List.of(new Metric.PrecisionAt1(), new Metric.RecallAt(10));

    private FolderSuite() {}

    /// @param rows the folder of the row files, `*.jsonl`
    /// @param images the folder that the picture paths start from
    /// @throws DatasetException if there is no such file
    public static Suite open(Path rows, Path images) {
        return open(TaskRows.jsonLines().in(rows, images), rows);
    }

    static Suite open(SequencedMap<String, Supplier<List<BenchmarkRow>>> there, Path rows) {
        if (there.isEmpty()) {
            throw new DatasetException(rows + ": expected files *.jsonl in MMEB's columns, got none; check the folder");
        }
        List<TaskSource> tasks = new ArrayList<>();
        there.forEach((name, read) -> tasks.add(MmebRows.source(new TaskLabel(name, TaskKind.RETRIEVAL), read, METRICS)));
        List<TaskGroup> groups = List.of(new TaskGroup("overall", tasks.stream().map(TaskSource::name).toList()));
        return new Suite(
                "folder", tasks, groups, List.of(new Suite.HeadlineKey("overall", "overall", METRICS.getFirst())), false);
    }
}
