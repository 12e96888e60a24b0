package dev.mme5.synthesis.mining;

import java.nio.file.Path;
import java.util.Optional;

/// Where the vectors come from by which pictures are similar. The paper takes those of jina-clip-v2 (mmE5 section 3.2).
public sealed interface VectorSource {

    /// A model of ours embeds the corpus; that is done once for a run's folder and goes on where it stopped.
    ///
    /// @param model the name of one that ships, such as `nano`, or a folder
    /// @param adapter to put on top
    record Model(String model, Optional<Path> adapter) implements VectorSource {}

    /// Vectors that were made elsewhere.
    ///
    /// @param matrix NumPy's `.npy`: a row for each picture, `float32`, `float16`, or `bfloat16` as ml_dtypes writes it
    /// @param ids the pictures' ids, one a line, in the order of the rows
    record File(Path matrix, Path ids) implements VectorSource {}
}
