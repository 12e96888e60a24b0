/// Parquet files, row by row: [ParquetReader] and [ParquetWriter]. The only package that knows DuckDB, which reads and writes them; what
/// is in memory is bounded by a row group, not by the file. It must not know what the columns mean.
@NullMarked
package dev.mme5.data.parquet;

import org.jspecify.annotations.NullMarked;
