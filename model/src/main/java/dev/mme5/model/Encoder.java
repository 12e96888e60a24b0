package dev.mme5.model;

import dev.mme5.core.Content;
import dev.mme5.model.image.Picture;
import dev.mme5.model.nn.Parameter;
import dev.mme5.model.nn.Pass;
import dev.mme5.model.nn.Weights;
import dev.mme5.torch.Tensor;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A model of any family, as training and embedding see it. [#prepare] is safe for use by several threads; [#encode] is too as long
/// as no parameter is exchanged meanwhile.
public interface Encoder extends AutoCloseable {

    /// Length of a vector: D.
    int dimension();

    /// Tokenizes the text and decodes the pictures.
    ///
    /// @param change applied to each picture after decoding, such as an augmentation
    /// @throws java.io.UncheckedIOException if a picture cannot be read
    /// @throws IllegalArgumentException if the model does not take the content
    Prepared prepare(Content content, UnaryOperator<Picture> change);

    /// As [#prepare], but as the training code of the published weights reads a row, which is not how the weights are used
    /// (`compat: mme5`; reference: src/collator.py): a marker `<|image_1|>` that is left in a text becomes the model's special tokens, and the
    /// prompt is cut at the right.
    ///
    /// @param maxTokens special tokens included
    /// @throws java.io.UncheckedIOException if a picture cannot be read
    /// @throws IllegalArgumentException if the model does not take the content, or the cut would take off an image token
    Prepared prepareAsTrained(Content content, int maxTokens);

    /// What that code makes of a row in a batch in which another has a picture: a row without one is given a blank picture, to which
    /// all of its tokens attend, so that it gets another vector than alone. A row with pictures stays as it is.
    ///
    /// @param row of [#prepareAsTrained]
    Prepared besidePictures(Prepared row);

    /// One pass over rows that all have the same number of pictures.
    ///
    /// @return [B, D], not of unit length, in the current scope
    Tensor encode(List<Prepared> rows, Pass pass);

    /// Token ids of plain text, special tokens not added.
    int[] tokens(String text);

    /// The embedding of each token, [V, D].
    Parameter tokenTable();

    /// The parameters, with the linear layers that an adapter may take the place of.
    Weights weights();

    /// What budgets and checks need to know.
    ModelTraits traits();

    /// The model's files that are not weights, to be copied beside weights that are saved.
    Set<String> companions();

    @Override
    void close();
}
