package dev.mme5.serving.embed;

import dev.mme5.core.ImageRef;
import dev.mme5.core.dataset.InputRow;

/// A row that was set aside.
///
/// @param file the file it stands in, or the picture itself
/// @param line its line, from 1; 0 for a picture of a folder
/// @param reason what was expected and what was found
public record RejectedRow(String file, int line, String reason) {

    /// A row of a file, or a picture of a folder.
    ///
    /// @param source the file the rows are in
    static RejectedRow of(String source, InputRow row, String reason) {
        String file = row.line() > 0 ? source : row.image().map(ImageRef::location).orElse(source);
        return new RejectedRow(file, row.line(), reason);
    }

    /// For people: `file:line: reason`.
    @Override
    public String toString() {
        String where = line > 0 ? file + ":" + line : file;
        return reason.startsWith(where) ? reason : where + ": " + reason;
    }
}
