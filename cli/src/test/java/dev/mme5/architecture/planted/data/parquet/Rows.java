package dev.mme5.architecture.planted.data.parquet;

/// Breaks no rule, and synthesis may import it.
public record Rows(long count) {}
