package dev.mme5.data.parquet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/// Opens DuckDB such that it stays small and does not look at the network.
final class DuckDb {
    /// What reading or packing may take.
    static final String MEMORY = "512MB";
    /// What gathering rows may take: a set of many subsets has as many files open.
    static final String GATHERING_MEMORY = "64MB";

    private DuckDb() {}

    /// A database that is nowhere.
    static DuckDBConnection inMemory() throws SQLException {
        return open("jdbc:duckdb:", MEMORY);
    }

    /// A database in a file, which is made, to gather rows in.
    static DuckDBConnection inFile(Path file) throws SQLException {
        return open("jdbc:duckdb:" + file, GATHERING_MEMORY);
    }

    private static DuckDBConnection open(String url, String memory) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        settings.setProperty("memory_limit", memory);
        settings.setProperty("threads", "1"); // one thread keeps the rows in order and row groups few
        settings.setProperty("preserve_insertion_order", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        Connection connection = new DuckDBDriver().connect(url, settings);
        return connection.unwrap(DuckDBConnection.class);
    }

    /// A text in SQL.
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// A column's name in SQL.
    static String name(String column) {
        return "\"" + column.replace("\"", "\"\"") + "\"";
    }

    /// A path in SQL where patterns are understood.
    static String file(Path path) {
        return quoted(path.toString().replaceAll("[*?\\[]", "[$0]"));
    }

    /// DuckDB's message without its prefix and the lines that repeat the statement.
    static String trouble(SQLException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse(message).replaceFirst("^java\\.sql\\.SQLException: ", "");
    }
}
