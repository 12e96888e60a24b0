package dev.mme5.training.loss;

import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import java.util.List;

/// The contrastive loss of mmE5 section 3.4: cross-entropy of each query's positive among its candidates, over cosines divided by the
/// temperature.
public final class InfoNce {
    private InfoNce() {}

    /// Every candidate stands against every query: the positives and the hard negatives of the whole batch.
    ///
    /// @param queries [B, D], unit rows
    /// @param candidates [C, D], unit rows, no two of the same content (an equal document is no negative)
    /// @param targets [B], the row of each query's positive
    /// @param temperature above 0
    public static Tensor shared(Tensor queries, Tensor candidates, Tensor targets, double temperature) {
        Tensor logits = queries.matmul(candidates.transpose(0, 1)).mul(1 / temperature); // [B, C]
        return Ops.crossEntropy(logits, targets);
    }

    /// Each query against the candidates it may see.
    ///
    /// @param queries [B, D], unit rows
    /// @param candidates [C, D], unit rows
    /// @param hidden [B, C], true where a candidate is none of the query's; never where it is the target
    /// @param targets [B], the row of each query's positive
    /// @param temperature above 0
    public static Tensor visible(Tensor queries, Tensor candidates, Tensor hidden, Tensor targets, double temperature) {
        Tensor logits = queries.matmul(candidates.transpose(0, 1)).mul(1 / temperature); // [B, C]
        return Ops.crossEntropy(logits.maskedFill(hidden, Double.NEGATIVE_INFINITY), targets);
    }

    /// Each query against the batch's positives and its own K hard negatives only (reference: src/model.py `forward`).
    ///
    /// @param queries [B, D], unit rows
    /// @param positives [B, D], unit rows
    /// @param negatives [B, K, D], unit rows
    /// @param temperature above 0
    public static Tensor ownQuery(Tensor queries, Tensor positives, Tensor negatives, double temperature) {
        Tensor inBatch = queries.matmul(positives.transpose(0, 1)); // [B, B]
        Tensor own = negatives.matmul(queries.unsqueeze(2)).squeeze(2); // [B, K]
        Tensor logits = Ops.cat(List.of(inBatch, own), 1).mul(1 / temperature); // [B, B+K]
        return Ops.crossEntropy(logits, Ops.arange(queries.size(0)));
    }
}
