package dev.mme5.training;

import dev.mme5.model.nn.Parameter;
import java.util.List;

/// A source of batches. A batch is a function of the task's seed and its number alone, so that a run continues where it
/// stopped without replaying what went before.
public interface TrainingTask {

    /// Prepares a batch: no tensors, any thread.
    ///
    /// @param number from 0; a step takes as many as the recipe accumulates
    StepBatch batch(long number);

    /// Parameters that the loss itself has and that are trained with the model, such as class vectors.
    default List<Parameter> lossParameters() {
        return List.of();
    }

    /// A hash of everything that decides what a batch holds; a run is only continued with the same.
    String fingerprint();
}
