package dev.mme5.architecture.planted.synthesis;

import dev.mme5.architecture.planted.data.parquet.Rows;

/// Breaks no rule: this much of data is synthesis's to know.
record SynthesisReadsParquet(Rows rows) {}
