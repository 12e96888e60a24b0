package dev.mme5.core.dataset;

import dev.mme5.core.Example;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonLines;
import java.nio.file.Path;
import java.util.Optional;

/// Walks a training set row by row, holding one in memory. A line that is no example does no harm to the others. Whether ids repeat is
/// not looked at. Not thread-safe.
public final class ExampleRows implements AutoCloseable {
    private final JsonLines lines;
    private final ExampleRow rows;

    private ExampleRows(JsonLines lines, Path folder) {
        this.lines = lines;
        this.rows = new ExampleRow(folder);
    }

    /// What became of a line.
    public sealed interface Row {

        /// The line's number, from 1.
        int line();

        record Good(int line, Example example) implements Row {}

        /// @param reason `<key path>: expected <this>, got <that>`, without file and line
        record Bad(int line, String reason) implements Row {}
    }

    /// Opens a file; one whose name ends in `.gz` is unpacked.
    ///
    /// @param jsonl pictures' relative paths start from its folder
    /// @throws JsonException if there is no such file
    public static ExampleRows open(Path jsonl) {
        return new ExampleRows(JsonLines.open(jsonl), ImageLocations.folderOf(jsonl));
    }

    /// The next row, empty at the end.
    public Optional<Row> next() {
        return lines.next().map(line -> {
            try {
                return new Row.Good(line.number(), rows.read(line.object()));
            } catch (JsonException e) {
                return new Row.Bad(line.number(), e.detail());
            }
        });
    }

    @Override
    public void close() {
        lines.close();
    }
}
