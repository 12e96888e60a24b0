package dev.mme5.cli;

import dev.mme5.core.dataset.InputRows;
import dev.mme5.core.dataset.RowResult;
import dev.mme5.serving.embed.PictureFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The rows that `--input` names: a file, standard input, or the pictures of a folder.
///
/// @param name what messages call it
/// @param folder whether it is a folder of pictures
/// @param rows as they were read
record RowsInput(String name, boolean folder, List<RowResult> rows) {

    /// Reads the rows.
    ///
    /// @throws dev.mme5.core.DatasetException if there is no such file, or a folder has no pictures
    static RowsInput read(String input, Environment environment) throws IOException {
        if (input.equals("-")) {
            return new RowsInput("stdin", false, InputRows.read(environment.in(), "stdin", Path.of("")));
        }
        Path path = Path.of(input);
        if (Files.isDirectory(path)) {
            List<RowResult> rows = PictureFolder.rows(path).stream().<RowResult>map(RowResult.Good::new).toList();
            return new RowsInput(input, true, rows);
        }
        return new RowsInput(input, false, InputRows.read(path));
    }
}
