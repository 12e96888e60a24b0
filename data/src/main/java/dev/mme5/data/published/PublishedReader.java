package dev.mme5.data.published;

import dev.mme5.data.layout.RowPlace;
import dev.mme5.data.parquet.ParquetReader;
import dev.mme5.data.parquet.ParquetRow;
import dev.mme5.data.parquet.ParquetValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Walks a file in the published columns. A row that cannot be read does no harm to the others. Not thread-safe.
public final class PublishedReader implements AutoCloseable {
    private final Path file;
    private final ParquetReader rows;

    /// @throws dev.mme5.core.DatasetException if the file is missing, is not Parquet, or lacks a column
    public PublishedReader(Path file) {
        this.file = file;
        this.rows = ParquetReader.open(file, PublishedColumns.in(file));
    }

    /// The next row, empty at the end.
    public Optional<PublishedRead> next() {
        return rows.next().map(this::read);
    }

    private PublishedRead read(ParquetRow row) {
        RowPlace place = new RowPlace(file, row.number());
        String column = PublishedColumns.NEG_TEXT;
        try {
            List<String> texts = list(row.value(column));
            column = PublishedColumns.NEG_IMAGE;
            List<String> images = list(row.value(column));
            return new PublishedRead.Good(new PublishedRow(place, text(row, PublishedColumns.QRY), text(row, PublishedColumns.QRY_IMAGE),
                    text(row, PublishedColumns.POS_TEXT), text(row, PublishedColumns.POS_IMAGE), texts, images,
                    filled(row, PublishedColumns.MODALITY), filled(row, PublishedColumns.LANGUAGE), filled(row, PublishedColumns.PROVENANCE)));
        } catch (IllegalArgumentException e) {
            return new PublishedRead.Bad(place, column, e.getMessage());
        }
    }

    private static String text(ParquetRow row, String column) {
        return row.optionalText(column).orElse("");
    }

    private static Optional<String> filled(ParquetRow row, String column) {
        return row.optionalText(column).filter(text -> !text.isEmpty());
    }

    /// A Python literal in most sets; MMEB-train has a text alone, other writers a list.
    private static List<String> list(ParquetValue value) {
        return switch (value) {
            case ParquetValue.Texts(List<String> texts) -> texts;
            case ParquetValue.Text(String text) when text.stripLeading().startsWith("[") -> ListLiteral.parse(text);
            case ParquetValue.Text(String text) -> List.of(text);
            case ParquetValue.Absent() -> List.of();
            case ParquetValue.Bytes _, ParquetValue.Picture _ -> throw new IllegalArgumentException("expected a list of texts, got bytes");
        };
    }

    @Override
    public void close() {
        rows.close();
    }
}
