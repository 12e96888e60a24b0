package dev.mme5.synthesis.mining;

import dev.mme5.core.run.Progress;
import dev.mme5.synthesis.corpus.Rasters;

/// What is given to synthesis from outside.
///
/// @param embedders opens the model that a recipe names
/// @param rasters decodes pictures
public record Surroundings(Embedders embedders, Rasters rasters, Progress progress) {

    /// Without models and pixels, for a corpus of concepts and gates that look at texts alone; whoever asks for either fails.
    public static Surroundings bare(Progress progress) {
        return new Surroundings(
                model -> {
                    throw new IllegalStateException(model + ": expected no model to be asked for");
                },
                (encoded, where) -> {
                    throw new IllegalStateException(where + ": expected no picture to be decoded");
                },
                progress);
    }
}
