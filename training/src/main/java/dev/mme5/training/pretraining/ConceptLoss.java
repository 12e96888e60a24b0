package dev.mme5.training.pretraining;

import dev.mme5.model.nn.Parameter;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;

/// The two losses of pre-training over unit rows: rows of the same concept find each other, and each finds its concept's class vector.
///
/// @param classes [C, D], of any length
/// @param scale scalar, the logarithm of the inverse temperature between rows
/// @param classScale factor on the cosines to the class vectors
record ConceptLoss(Parameter classes, Parameter scale, double classScale) {

    /// Both directions of the contrastive loss: row i of one side belongs to row i of the other.
    ///
    /// @param left [B, D]
    /// @param right [B, D]
    Tensor match(Tensor left, Tensor right) {
        Tensor diagonal = Ops.arange(left.size(0));
        return find(left, right, diagonal).add(find(right, left, diagonal)).mul(0.5);
    }

    /// Each row finds its target.
    ///
    /// @param rows [K, D]
    /// @param among [B, D]
    /// @param targets [K], rows of `among`
    Tensor find(Tensor rows, Tensor among, Tensor targets) {
        return Ops.crossEntropy(rows.matmul(among.transpose(0, 1)).mul(scale.value().exp()), targets);
    }

    /// Each row finds its class.
    ///
    /// @param rows [B, D]
    /// @param labels [B]
    Tensor classify(Tensor rows, Tensor labels) {
        Tensor directions = classes.value().div(classes.value().norm2(1, true)); // [C, D]
        return Ops.crossEntropy(rows.matmul(directions.transpose(0, 1)).mul(classScale), labels);
    }
}
