package dev.mme5.training;

import dev.mme5.model.nn.Parameter;
import java.util.List;

/// A source of steps. A step's batch is a function of the task's seed and the step's number alone, so that a run continues where it
/// stopped without replaying what went before.
public interface TrainingTask {

    /// Prepares a step's batch: no tensors, any thread.
    StepBatch batch(long step);

    /// Parameters that the loss itself has and that are trained with the model, such as class vectors.
    default List<Parameter> lossParameters() {
        return List.of();
    }

    /// A hash of everything that decides what a batch holds; a run is only continued with the same.
    String fingerprint();
}
