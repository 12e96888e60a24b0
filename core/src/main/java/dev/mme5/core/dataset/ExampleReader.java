package dev.mme5.core.dataset;

import dev.mme5.core.Example;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonLines;
import dev.mme5.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a training set: JSONL with one [Example] on each line, as [ExampleWriter] writes it.
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
                JsonObject row = line.get().object();
                Example example = rows.read(row);
                Integer earlier = lineOfId.putIfAbsent(example.id(), line.get().number());
                if (earlier != null) {
                    throw row.error("id", "expected an id of its own, got \"" + example.id() + "\", which line " + earlier
                            + " has; rename one");
                }
                examples.add(example);
            }
        } catch (JsonException e) {
            throw RowErrors.of(e);
        }
        return List.copyOf(examples);
    }
}
