package dev.mme5.data.parquet;

import dev.mme5.core.DatasetException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A row that knows where it stands. Immutable.
public final class ParquetRow {
    private final String file;
    private final long number;
    private final Map<String, ParquetValue> values;

    ParquetRow(String file, long number, Map<String, ParquetValue> values) {
        this.file = file;
        this.number = number;
        this.values = values;
    }

    /// Its number in the file, from 1.
    public long number() {
        return number;
    }

    /// `file:row`, which begins each error.
    public String where() {
        return file + ":" + number;
    }

    /// Whether the file has the column and the row a value in it.
    public boolean has(String column) {
        return !(value(column) instanceof ParquetValue.Absent);
    }

    /// What stands in a column; [ParquetValue.Absent] also where the file has no such column.
    public ParquetValue value(String column) {
        return values.getOrDefault(column, new ParquetValue.Absent());
    }

    /// @throws DatasetException if there is none
    public String text(String column) {
        return optionalText(column).orElseThrow(() -> error(column, "expected a text, got none"));
    }

    /// @throws DatasetException if there is something else
    public Optional<String> optionalText(String column) {
        return switch (value(column)) {
            case ParquetValue.Text(String text) -> Optional.of(text);
            case ParquetValue.Absent() -> Optional.empty();
            case ParquetValue.Texts _, ParquetValue.Bytes _, ParquetValue.Picture _ ->
                throw error(column, "expected a text, got a value of another type");
        };
    }

    /// @throws DatasetException if there is no list of texts
    public List<String> texts(String column) {
        if (value(column) instanceof ParquetValue.Texts(List<String> texts)) {
            return texts;
        }
        throw error(column, "expected a list of texts, got " + (has(column) ? "a value of another type" : "none"));
    }

    /// An error about one of the columns, for what the types cannot say.
    ///
    /// @param detail `expected <this>, got <that>; <what to do>`
    public DatasetException error(String column, String detail) {
        return new DatasetException(where() + ": " + column + ": " + detail);
    }
}
