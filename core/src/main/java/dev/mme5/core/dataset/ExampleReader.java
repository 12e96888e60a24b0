package dev.mme5.core.dataset;

import dev.mme5.core.Example;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a training set whole: JSONL with one [Example] on each line, as [ExampleWriter] writes it. [ExampleFile] leaves a large one on disk.
public final class ExampleReader {
    private ExampleReader() {}

    /// Reads every row, strictly: the first bad one ends it. Pictures are not looked at. A name that ends in `.gz` is unpacked.
    ///
    /// @param jsonl pictures' relative paths start from its folder
    /// @throws dev.mme5.core.DatasetException if the file is missing; `file:line: key: …` for a row that is no example or repeats an id
    public static List<Example> readAll(Path jsonl) {
        ExampleRow rows = new ExampleRow(ImageLocations.folderOf(jsonl));
        Map<String, Integer> lineOfId = new HashMap<>();
        List<Example> examples = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(jsonl)) {
            for (Optional<JsonLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                Example example = rows.read(line.get().object());
                RowErrors.requireNewId(example.id(), line.get(), lineOfId);
                examples.add(example);
            }
        } catch (JsonException e) {
            throw RowErrors.of(e);
        }
        return List.copyOf(examples);
    }
}
