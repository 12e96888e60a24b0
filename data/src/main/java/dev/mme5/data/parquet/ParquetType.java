package dev.mme5.data.parquet;

/// The types of column that data sets of texts and pictures have.
public enum ParquetType {
    /// A text.
    TEXT("VARCHAR"),
    /// A list of texts.
    TEXTS("VARCHAR[]"),
    /// Bytes.
    BYTES("BLOB"),
    /// A picture as the hub's data sets carry it: its bytes, its path, or both.
    PICTURE("STRUCT(bytes BLOB, path VARCHAR)"),
    /// Anything else, which is not read.
    OTHER("");

    private final String sql;

    ParquetType(String sql) {
        this.sql = sql;
    }

    /// DuckDB's name; empty for [#OTHER].
    String sql() {
        return sql;
    }

    static ParquetType ofSql(String name) {
        String plain = name.replace("\"", "");
        for (ParquetType type : values()) {
            if (type.sql.equalsIgnoreCase(plain)) {
                return type;
            }
        }
        return OTHER;
    }
}
