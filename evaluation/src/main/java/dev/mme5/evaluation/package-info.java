/// Measures an embedder: runs a suite's tasks, counts, reports, compares two runs. Start at [Evaluator]. Sees a model only through
/// [dev.mme5.core.Embedder], and never prints.
@NullMarked
package dev.mme5.evaluation;

import org.jspecify.annotations.NullMarked;
