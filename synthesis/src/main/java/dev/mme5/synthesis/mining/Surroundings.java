package dev.mme5.synthesis.mining;

import dev.mme5.core.run.Progress;
import dev.mme5.synthesis.corpus.Rasters;

/// What is given to synthesis from outside.
///
/// @param embedders opens the model that a recipe names
/// @param rasters decodes pictures
public record Surroundings(Embedders embedders, Rasters rasters, Progress progress) {}
