package dev.mme5.training.batch;

import dev.mme5.model.Prepared;
import dev.mme5.torch.Tensor;
import dev.mme5.training.StepBatch;
import dev.mme5.training.loss.InfoNce;
import java.util.List;

/// Each query against all positives and exactly K hard negatives of its own, contents that occur again included
/// (reference: src/model.py `forward`).
///
/// @param rows B queries, B positives, B times K negatives
/// @param queries B
/// @param negatives K
/// @param temperature tau
record OwnQueryBatch(List<Prepared> rows, int queries, int negatives, double temperature) implements StepBatch {

    @Override
    public Tensor loss(Tensor embeddings) {
        Tensor first = embeddings.narrow(0, 0, queries); // [B, D]
        Tensor positives = embeddings.narrow(0, queries, queries); // [B, D]
        Tensor own = embeddings
                .narrow(0, 2L * queries, (long) queries * negatives)
                .reshape(queries, negatives, embeddings.size(1)); // [B, K, D]
        return InfoNce.ownQuery(first, positives, own, temperature);
    }
}
