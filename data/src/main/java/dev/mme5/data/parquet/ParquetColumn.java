package dev.mme5.data.parquet;

/// A column of a file.
public record ParquetColumn(String name, ParquetType type) {

    public static ParquetColumn text(String name) {
        return new ParquetColumn(name, ParquetType.TEXT);
    }

    public static ParquetColumn texts(String name) {
        return new ParquetColumn(name, ParquetType.TEXTS);
    }

    public static ParquetColumn bytes(String name) {
        return new ParquetColumn(name, ParquetType.BYTES);
    }

    public static ParquetColumn picture(String name) {
        return new ParquetColumn(name, ParquetType.PICTURE);
    }
}
