package dev.mme5.data.parquet;

import dev.mme5.core.DatasetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Walks the rows of a Parquet file in order, holding some thousand in memory at most. Not thread-safe.
public final class ParquetReader implements AutoCloseable {
    private final Path file;
    private final List<ParquetColumn> columns;
    private final DuckDBConnection connection;
    private final Statement statement;
    private final ResultSet rows;
    private long number;

    private ParquetReader(Path file, DuckDBConnection connection, List<ParquetColumn> columns) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.columns = columns;
        this.statement = connection.createStatement();
        String names = columns.stream().map(column -> DuckDb.name(column.name())).collect(Collectors.joining(", "));
        this.rows = statement.executeQuery("SELECT " + names + " FROM read_parquet(" + DuckDb.file(file) + ")");
    }

    /// Opens a file for all columns of a type that is read.
    ///
    /// @throws DatasetException if there is no such file, or it is not Parquet, or has no such column
    public static ParquetReader open(Path file) {
        return open(file, List.of());
    }

    /// Opens a file for some of its columns, which is faster.
    ///
    /// @param names columns that the file has; empty for all
    public static ParquetReader open(Path file, List<String> names) {
        requireFile(file);
        try {
            DuckDBConnection connection = DuckDb.inMemory();
            try {
                return new ParquetReader(file, connection, chosen(file, columns(connection, file), names));
            } catch (SQLException | DatasetException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }

    /// The columns of a file.
    public static List<ParquetColumn> columns(Path file) {
        requireFile(file);
        try (DuckDBConnection connection = DuckDb.inMemory()) {
            return columns(connection, file);
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }

    /// How many rows a file has, by its footer.
    public static long rows(Path file) {
        requireFile(file);
        try (DuckDBConnection connection = DuckDb.inMemory();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM read_parquet(" + DuckDb.file(file) + ")")) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }

    /// The columns that are read, in the order of the file or as asked for.
    public List<ParquetColumn> columns() {
        return columns;
    }

    /// The next row, empty at the end.
    ///
    /// @throws DatasetException if the file is damaged
    public Optional<ParquetRow> next() {
        try {
            if (!rows.next()) {
                return Optional.empty();
            }
            number++;
            Map<String, ParquetValue> values = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                values.put(columns.get(i).name(), value(columns.get(i).type(), i + 1));
            }
            return Optional.of(new ParquetRow(file.toString(), number, values));
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }

    private ParquetValue value(ParquetType type, int index) throws SQLException {
        return switch (type) {
            case TEXT -> rows.getString(index) instanceof String text ? new ParquetValue.Text(text) : new ParquetValue.Absent();
            case TEXTS -> rows.getArray(index) instanceof java.sql.Array array ? texts(array) : new ParquetValue.Absent();
            case BYTES -> rows.getBytes(index) instanceof byte[] bytes ? new ParquetValue.Bytes(bytes) : new ParquetValue.Absent();
            case PICTURE -> rows.getObject(index) instanceof Struct struct ? picture(struct) : new ParquetValue.Absent();
            case OTHER -> new ParquetValue.Absent();
        };
    }

    private static ParquetValue texts(java.sql.Array array) throws SQLException {
        return new ParquetValue.Texts(Arrays.stream((@Nullable Object[]) array.getArray())
                .map(text -> text == null ? "" : text.toString())
                .toList());
    }

    private static ParquetValue picture(Struct struct) throws SQLException {
        @Nullable Object[] fields = struct.getAttributes();
        Optional<ParquetValue.Bytes> bytes = Optional.empty();
        if (fields[0] instanceof Blob blob) {
            bytes = Optional.of(new ParquetValue.Bytes(blob.getBytes(1, Math.toIntExact(blob.length()))));
        }
        return new ParquetValue.Picture(bytes, fields[1] instanceof String path ? Optional.of(path) : Optional.empty());
    }

    private static List<ParquetColumn> columns(DuckDBConnection connection, Path file) throws SQLException {
        List<ParquetColumn> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM read_parquet(" + DuckDb.file(file) + ")")) {
            while (described.next()) {
                columns.add(new ParquetColumn(described.getString(1), ParquetType.ofSql(described.getString(2))));
            }
        }
        return List.copyOf(columns);
    }

    private static List<ParquetColumn> chosen(Path file, List<ParquetColumn> there, List<String> names) {
        if (names.isEmpty()) {
            return there;
        }
        List<ParquetColumn> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(there.stream().filter(column -> column.name().equals(name)).findFirst()
                    .orElseThrow(() -> new DatasetException(file + ": expected a column " + name + ", got "
                            + there.stream().map(ParquetColumn::name).toList() + "; check the layout")));
        }
        return List.copyOf(chosen);
    }

    private static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(file + ": expected a Parquet file, got nothing there; check the path");
        }
    }

    private static DatasetException broken(Path file, SQLException e) {
        return new DatasetException(
                file + ": expected a Parquet file, got one that cannot be read (" + DuckDb.trouble(e) + "); fetch it again", e);
    }

    @Override
    public void close() {
        try (connection; statement) {
            rows.close();
        } catch (SQLException e) {
            throw broken(file, e);
        }
    }
}
