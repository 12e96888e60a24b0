package dev.mme5.data.parquet;

import java.util.List;
import java.util.Optional;

/// What stands in one column of one row.
public sealed interface ParquetValue {

    record Text(String text) implements ParquetValue {}

    record Texts(List<String> texts) implements ParquetValue {
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /// @param bytes not copied; whoever gives them away must not change them
    record Bytes(byte[] bytes) implements ParquetValue {}

    /// A picture by its bytes, its path, or both.
    record Picture(Optional<Bytes> bytes, Optional<String> path) implements ParquetValue {}

    /// Null, or a value of a type that is not read.
    record Absent() implements ParquetValue {}
}
