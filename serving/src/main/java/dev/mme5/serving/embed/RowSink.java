package dev.mme5.serving.embed;

import dev.mme5.core.Embedding;
import dev.mme5.core.dataset.InputRow;
import java.io.IOException;

/// Takes what [RowEmbedder] makes.
interface RowSink {

    /// Takes a row's vector. Called in the order of the rows.
    void vector(InputRow row, Embedding embedding) throws IOException;

    /// Is told of a row that has no vector, as soon as that is known; ends the run by throwing.
    void rejected(InputRow row, String reason);
}
