/// Graphs of neighbours over unit vectors (HNSW, arXiv 1603.09320); the doorway to Lucene, whose builder and searcher work on graphs and
/// distances alone: vectors are never copied into an index of its own. Start at [NeighbourGraph]. Knows nothing of pictures or files of
/// vectors.
///
/// In shapes `n` counts a graph's vectors, `D` their dimensions.
@NullMarked
package dev.mme5.synthesis.mining.hnsw;

import org.jspecify.annotations.NullMarked;
