package dev.mme5.training.pretraining;

import dev.mme5.model.Prepared;
import dev.mme5.torch.Ops;
import dev.mme5.torch.Tensor;
import dev.mme5.training.StepBatch;
import java.util.List;

/// A step of pre-training. Rows: B pictures, B query texts, B document texts, K captioned pictures.
///
/// @param concepts class of each of the B concepts
/// @param captioned place among the B concepts of what each captioned picture stands for; each at most once
record NamedPictureBatch(List<Prepared> rows, long[] concepts, long[] captioned, ConceptLoss loss) implements StepBatch {

    @Override
    public Tensor loss(Tensor embeddings) {
        int size = concepts.length;
        Tensor pictures = embeddings.narrow(0, 0, size); // [B, D]
        Tensor queries = embeddings.narrow(0, size, size);
        Tensor documents = embeddings.narrow(0, 2L * size, size);
        Tensor labels = Ops.of(concepts, size);
        Tensor matches = loss.match(pictures, queries).add(loss.match(pictures, documents)).mul(0.5);
        Tensor classed = loss.classify(pictures, labels)
                .add(loss.classify(queries, labels).add(loss.classify(documents, labels)).mul(0.5));
        Tensor named = matches.add(classed).mul(0.5);
        return captioned.length == 0
                ? named
                : named.add(captionedLoss(embeddings.narrow(0, 3L * size, captioned.length), pictures, documents, labels));
    }

    /// The mean over captioned pictures of how well they find the picture, the text and the class of what they stand for, and are found
    /// by that text; each captioned picture weighs as much as a plain one.
    private Tensor captionedLoss(Tensor rows, Tensor pictures, Tensor documents, Tensor labels) {
        int count = captioned.length;
        Tensor places = Ops.of(captioned, count); // [K]
        Tensor texts = documents.indexSelect(0, places); // [K, D]
        Tensor matches = loss.find(rows, pictures, places)
                .add(loss.find(rows, documents, places).add(loss.find(texts, rows, Ops.arange(count))).mul(0.5))
                .mul(0.5);
        Tensor classed = loss.classify(rows, labels.indexSelect(0, places));
        return matches.add(classed).mul(0.5 * count / concepts.length);
    }
}
