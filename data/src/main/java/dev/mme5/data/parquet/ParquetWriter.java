package dev.mme5.data.parquet;

import dev.mme5.core.FileTrouble;
import dev.mme5.core.run.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// Writes a Parquet file, packed with zstd, row by row. The rows gather in a database on disk beside the file, so that memory stays
/// bounded; [#close()] makes the file of them and moves it into place. Whoever fails between two rows calls [#abandon()] before.
/// Not thread-safe.
public final class ParquetWriter implements AutoCloseable {
    /// Rows of text that are packed together.
    private static final int TEXT_ROW_GROUP = 20_480;
    /// Rows that carry pictures are large.
    private static final int PICTURE_ROW_GROUP = 2_048;
    /// Rows are handed to the database when there are so many characters and bytes of them.
    private static final long FLUSHED = 8 << 20;

    private final Path file;
    private final Path database;
    private final List<ParquetColumn> columns;
    private final DuckDBConnection connection;
    private final DuckDBAppender appender;
    private long pending;
    private boolean whole = true;
    private boolean closed;

    private ParquetWriter(Path file, Path database, List<ParquetColumn> columns) throws SQLException {
        this.file = file;
        this.database = database;
        this.columns = List.copyOf(columns);
        this.connection = DuckDb.inFile(database);
        String table = columns.stream()
                .map(column -> DuckDb.name(column.name()) + " " + column.type().sql())
                .collect(Collectors.joining(", "));
        execute("CREATE TABLE rows (" + table + ")");
        this.appender = connection.createAppender("rows");
    }

    /// Begins a file; missing folders are made.
    ///
    /// @param columns of types other than [ParquetType#OTHER]
    /// @throws UncheckedIOException if the folder cannot be written
    public static ParquetWriter create(Path file, List<ParquetColumn> columns) {
        if (columns.isEmpty() || columns.stream().anyMatch(column -> column.type() == ParquetType.OTHER)) {
            throw new IllegalArgumentException(file + ": expected columns of types that can be written, got " + columns);
        }
        try {
            Path database = AtomicFiles.temporaryBeside(file);
            Files.delete(database); // an empty file is no database
            return new ParquetWriter(file, database, columns);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected to write the file, got " + FileTrouble.of(e), e);
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    /// Writes a row.
    ///
    /// @param values one for each column, of its type or [ParquetValue.Absent]
    /// @throws IllegalArgumentException if they do not fit the columns
    public void append(List<ParquetValue> values) {
        boolean written = false;
        try {
            if (values.size() != columns.size()) {
                throw new IllegalArgumentException(file + ": expected " + columns.size() + " values, got " + values.size());
            }
            appender.beginRow();
            for (int i = 0; i < columns.size(); i++) {
                append(columns.get(i), values.get(i));
                pending += size(values.get(i));
            }
            appender.endRow();
            if (pending > FLUSHED) {
                appender.flush();
                pending = 0;
            }
            written = true;
        } catch (SQLException e) {
            throw failed(file, e);
        } finally {
            whole &= written;
        }
    }

    private void append(ParquetColumn column, ParquetValue value) throws SQLException {
        switch (value) {
            case ParquetValue.Text(String text) when column.type() == ParquetType.TEXT -> appender.append(text);
            case ParquetValue.Texts(List<String> texts) when column.type() == ParquetType.TEXTS -> appender.append(texts);
            case ParquetValue.Bytes(byte[] bytes) when column.type() == ParquetType.BYTES -> appender.append(bytes);
            case ParquetValue.Picture picture when column.type() == ParquetType.PICTURE -> append(picture);
            case ParquetValue.Absent() -> appender.appendNull();
            case ParquetValue.Text _, ParquetValue.Texts _, ParquetValue.Bytes _, ParquetValue.Picture _ ->
                throw new IllegalArgumentException(file + ": " + column.name() + ": expected a value of type " + column.type()
                        + ", got a " + value.getClass().getSimpleName());
        }
    }

    private static long size(ParquetValue value) {
        return switch (value) {
            case ParquetValue.Text(String text) -> text.length();
            case ParquetValue.Texts(List<String> texts) -> texts.stream().mapToLong(String::length).sum();
            case ParquetValue.Bytes(byte[] bytes) -> bytes.length;
            case ParquetValue.Picture picture -> picture.bytes().map(ParquetWriter::size).orElse(0L);
            case ParquetValue.Absent() -> 0;
        };
    }

    private void append(ParquetValue.Picture picture) throws SQLException {
        appender.beginStruct();
        if (picture.bytes().isPresent()) {
            appender.append(picture.bytes().get().bytes());
        } else {
            appender.appendNull();
        }
        if (picture.path().isPresent()) {
            appender.append(picture.path().get());
        } else {
            appender.appendNull();
        }
        appender.endStruct();
    }

    /// Drops what was written; the file is as it was before. Closing afterwards does nothing.
    public void abandon() {
        whole = false;
        close();
    }

    /// Puts the file in its place. Closing again does nothing.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            Path packed = AtomicFiles.temporaryBeside(file);
            try {
                try (connection) {
                    finish(packed);
                }
                if (whole) {
                    AtomicFiles.moveIntoPlace(packed, file);
                }
            } finally {
                Files.deleteIfExists(packed);
                Files.deleteIfExists(database);
                Files.deleteIfExists(database.resolveSibling(database.getFileName() + ".wal"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": expected to write the file, got " + FileTrouble.of(e), e);
        } catch (SQLException e) {
            throw failed(file, e);
        }
    }

    private void finish(Path packed) throws SQLException {
        if (!whole) {
            return;
        }
        appender.close();
        execute("SET memory_limit = " + DuckDb.quoted(DuckDb.MEMORY));
        boolean heavy = columns.stream().anyMatch(column -> column.type() == ParquetType.BYTES || column.type() == ParquetType.PICTURE);
        execute("COPY rows TO " + DuckDb.quoted(packed.toString()) + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE "
                + (heavy ? PICTURE_ROW_GROUP : TEXT_ROW_GROUP) + ")");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static UncheckedIOException failed(Path file, SQLException e) {
        return new UncheckedIOException(new IOException(file + ": expected to write the file, got " + DuckDb.trouble(e), e));
    }
}
