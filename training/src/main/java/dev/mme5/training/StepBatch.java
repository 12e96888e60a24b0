package dev.mme5.training;

import dev.mme5.model.Prepared;
import dev.mme5.torch.Tensor;
import java.util.List;

/// What one optimizer step learns from.
public interface StepBatch {

    /// The rows to encode: R of them, in the order in which [#loss] wants their vectors.
    List<Prepared> rows();

    /// The loss over the rows' vectors.
    ///
    /// @param embeddings [R, D], unit rows, requires a gradient
    /// @return a scalar
    Tensor loss(Tensor embeddings);
}
