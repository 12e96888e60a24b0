package dev.mme5.synthesis.corpus;

import dev.mme5.core.DatasetException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where pictures come from. Each finds them in an order that does not depend on the machine, looks at the first bytes of each and
/// decodes none.
public sealed interface PictureSource permits FolderSource, RowsSource, TarSource, ParquetSource {

    /// Hands over every picture.
    ///
    /// @throws DatasetException if the whole cannot be read
    void read(PictureSink sink);

    /// What a path holds: a folder with pictures, tars or Parquet files in it; rows in `.jsonl`, `.jsonl.gz` or `.parquet`; or a `.tar`.
    ///
    /// @throws DatasetException if it is none of these
    static PictureSource of(Path path) {
        if (Files.isDirectory(path)) {
            return new FolderSource(path);
        }
        String name = String.valueOf(path.getFileName());
        if (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")) {
            return new RowsSource(path);
        }
        if (name.endsWith(".parquet") && Files.isRegularFile(path)) {
            return new ParquetSource(path, "");
        }
        if (name.endsWith(".tar") && Files.isRegularFile(path)) {
            return new TarSource(path, "");
        }
        String what = Files.exists(path) ? "another kind of file" : "nothing there";
        throw new DatasetException(path + ": expected a folder with pictures, rows in .jsonl or .parquet, or a .tar, got " + what
                + "; check the path" + (name.endsWith(".tar.gz") || name.endsWith(".tgz") ? ", and unpack the .gz first" : ""));
    }
}
