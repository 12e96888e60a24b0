package dev.mme5.cli.stage;

import dev.mme5.data.Conversion;
import dev.mme5.data.DataSource;
import dev.mme5.data.DataSources;
import dev.mme5.data.ExampleSinks;
import dev.mme5.data.SetAside;
import dev.mme5.data.layout.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The rows that a training run reads: native ones as they are; those of a published layout are written into the run's folder in the
/// native form first, row by row.
///
/// @param data a file or folder of rows, or a run's folder
/// @param images the folder that published paths of pictures start from, if not the data's own
public record TrainingRows(Path data, Optional<Path> images) {
    /// Rows of a published set that cannot be used, in the run's folder.
    public static final String SET_ASIDE_FILE = "unusable-rows.jsonl";

    /// What training reads.
    ///
    /// @param file native rows
    /// @param unusable rows of the published set that were left out
    public record Prepared(Path file, long unusable) {}

    /// Whether the data are not in the native form.
    public boolean isPublished() {
        return !Files.isRegularFile(data.resolve(DataSources.ROWS_FILE)) && DataSources.isParquet(data);
    }

    /// Native rows as they stand; nothing is written.
    public Path nativeFile() {
        return Files.isDirectory(data) ? data.resolve(DataSources.ROWS_FILE) : data;
    }

    /// Opens a published set, which proves that its files and columns are there.
    public DataSource open() {
        return DataSources.open(new DataSources.Query(data, Optional.empty(), images, Optional.empty()));
    }

    /// Writes the rows of a published set into a run's folder.
    public Prepared convert(Workplace place, Path out) {
        DataSource source = open();
        Path rows = out.resolve(DataSources.ROWS_FILE);
        try (SetAside aside = SetAside.into(out.resolve(SET_ASIDE_FILE))) {
            Conversion.run(source, ExampleSinks.open(rows, Layout.NATIVE, source.images()), aside, place.progress(), _ -> {});
            return new Prepared(rows, aside.count());
        }
    }
}
