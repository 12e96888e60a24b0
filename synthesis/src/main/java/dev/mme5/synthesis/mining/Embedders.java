package dev.mme5.synthesis.mining;

import dev.mme5.core.Embedder;

/// Opens models. A port: weights are read elsewhere.
@FunctionalInterface
public interface Embedders {

    /// Opens a model; the caller closes it.
    ///
    /// @throws dev.mme5.core.ModelFormatException if the folder is no model
    Embedder open(VectorSource.Model model);
}
