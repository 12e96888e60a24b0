package dev.mme5.evaluation.benchmark;

import dev.mme5.core.DatasetException;
import dev.mme5.core.TaskKind;
import dev.mme5.evaluation.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Any folder of JSONL files in MMEB's columns: one task for each file, named after it, and their mean.
public final class FolderSuite {
    private static final String EXTENSION = ".jsonl";
    private static final List<Metric> METRICS = List.of(new Metric.PrecisionAt1(), new Metric.RecallAt(10));

    private FolderSuite() {}

    /// @param rows the folder of the row files
    /// @param images the folder that the picture paths start from
    /// @throws DatasetException if there is no such file
    public static Suite open(Path rows, Path images) {
        List<TaskSource> tasks = files(rows).stream().map(file -> source(file, images)).toList();
        if (tasks.isEmpty()) {
            throw new DatasetException(rows + ": expected files *.jsonl in MMEB's columns, got none; check the folder");
        }
        List<TaskGroup> groups = List.of(new TaskGroup("overall", tasks.stream().map(TaskSource::name).toList()));
        return new Suite(
                "folder", tasks, groups, List.of(new Suite.HeadlineKey("overall", "overall", METRICS.getFirst())), false);
    }

    private static TaskSource source(Path file, Path images) {
        String name = file.getFileName().toString();
        TaskLabel label = new TaskLabel(name.substring(0, name.length() - EXTENSION.length()), TaskKind.RETRIEVAL);
        return new TaskSource(label.name(), () -> MmebRows.read(file, images, label, METRICS));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(EXTENSION)).sorted().toList();
        } catch (IOException e) {
            throw new DatasetException(folder + ": expected a folder of *.jsonl files, got " + e, e);
        }
    }
}
