package dev.mme5.data;

import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import dev.mme5.core.dataset.BenchmarkRow;
import dev.mme5.core.dataset.BenchmarkRows;
import dev.mme5.data.parquet.ParquetReader;
import dev.mme5.data.parquet.ParquetRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Walks a benchmark's rows in MMEB's columns, from Parquet or JSON lines, holding few in memory. Not thread-safe.
public final class BenchmarkReader implements AutoCloseable {
    private static final List<String> COLUMNS = List.of("qry_text", "qry_img_path", "tgt_text", "tgt_img_path");

    private final Path images;
    private final Rows rows;

    private BenchmarkReader(Path images, Rows rows) {
        this.images = images;
        this.rows = rows;
    }

    private sealed interface Rows {
        record Lines(BenchmarkRows rows) implements Rows {}

        record Parquet(ParquetReader rows) implements Rows {}
    }

    /// @param images the folder that the pictures' paths start from
    /// @throws DatasetException if the file is missing or lacks a column
    public static BenchmarkReader open(Path file, Path images) {
        return new BenchmarkReader(images, file.toString().endsWith(".parquet")
                ? new Rows.Parquet(ParquetReader.open(file, COLUMNS))
                : new Rows.Lines(BenchmarkRows.open(file, images)));
    }

    /// All rows of a file.
    ///
    /// @throws DatasetException `file:row: column: …` for the first bad row
    public static List<BenchmarkRow> readAll(Path file, Path images) {
        List<BenchmarkRow> all = new ArrayList<>();
        try (BenchmarkReader reader = open(file, images)) {
            for (Optional<BenchmarkRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                all.add(row.get());
            }
        }
        return List.copyOf(all);
    }

    /// The next row, empty at the end.
    ///
    /// @throws DatasetException `file:row: column: …` for a bad row; the walk may go on
    public Optional<BenchmarkRow> next() {
        return switch (rows) {
            case Rows.Lines(BenchmarkRows lines) -> lines.next();
            case Rows.Parquet(ParquetReader parquet) -> parquet.next().map(this::row);
        };
    }

    private BenchmarkRow row(ParquetRow row) {
        try {
            return new BenchmarkRow(
                    row.optionalText("qry_text").orElse(""),
                    row.optionalText("qry_img_path").flatMap(this::image),
                    row.texts("tgt_text"),
                    row.texts("tgt_img_path").stream().map(this::image).toList());
        } catch (IllegalArgumentException e) {
            throw new DatasetException(row.where() + ": " + e.getMessage() + "; correct or remove the row", e);
        }
    }

    private Optional<ImageRef> image(String path) {
        return path.isEmpty() ? Optional.empty() : Optional.of(ImageRef.parse(path, images));
    }

    /// The path of some picture in the first row of the first file that has one there.
    static Optional<String> firstPicture(List<DataFile> files) {
        return files.stream().flatMap(file -> firstPicture(file).stream()).findFirst();
    }

    private static Optional<String> firstPicture(DataFile file) {
        try (ParquetReader rows = ParquetReader.open(file.path(), COLUMNS)) {
            return rows.next().flatMap(row -> {
                List<String> paths = new ArrayList<>(row.texts("tgt_img_path"));
                row.optionalText("qry_img_path").ifPresent(paths::addFirst);
                return paths.stream().filter(path -> !path.isEmpty()).findFirst();
            });
        }
    }

    @Override
    public void close() {
        switch (rows) {
            case Rows.Lines(BenchmarkRows lines) -> lines.close();
            case Rows.Parquet(ParquetReader parquet) -> parquet.close();
        }
    }
}
