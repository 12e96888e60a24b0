package dev.mme5.evaluation.benchmark;

import dev.mme5.core.DatasetException;
import dev.mme5.core.dataset.BenchmarkRow;
import dev.mme5.core.dataset.BenchmarkRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Finds the tasks of a folder of rows in MMEB's columns. The port through which file formats that core does not know come in.
@FunctionalInterface
public interface TaskRows {

    /// @param rows the folder of the row files
    /// @param images the folder that the pictures' paths start from
    /// @return by name, each read when it is asked for; [DatasetException] then for the first bad row
    /// @throws DatasetException if there is no such folder
    SequencedMap<String, Supplier<List<BenchmarkRow>>> in(Path rows, Path images);

    /// Files `<task>.jsonl`, in the order of their names.
    static TaskRows jsonLines() {
        return (rows, images) -> {
            String extension = ".jsonl";
            SequencedMap<String, Supplier<List<BenchmarkRow>>> tasks = new LinkedHashMap<>();
            try (Stream<Path> files = Files.list(rows)) {
                files.filter(file -> file.getFileName().toString().endsWith(extension)).sorted().forEach(file -> {
                    String name = file.getFileName().toString();
                    tasks.put(name.substring(0, name.length() - extension.length()), () -> BenchmarkRows.read(file, images));
                });
            } catch (IOException e) {
                throw new DatasetException(rows + ": expected a folder of *.jsonl files, got " + e, e);
            }
            return tasks;
        };
    }
}
