package dev.mme5.synthesis.plan;

import dev.mme5.core.ImageRef;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.synthesis.corpus.PictureFacts;
import java.util.List;

/// Where a row's pictures come from. Thread-safe.
public interface PicturePool {

    /// Draws the pictures that a row of this kind needs, in the order query, positive, hard negative. A row whose documents are text
    /// has a query picture only; in every other row positive and hard negative are drawn together with it.
    ///
    /// @throws IllegalStateException if the pool has no pictures that fit
    /// @throws dev.mme5.core.DatasetException the same, where a recipe's key or the corpus can mend it
    List<RolePicture> draw(RowKind kind, SeededRandom random);

    /// What is known of a picture that was drawn, for the dataset's card.
    default PictureFacts facts(ImageRef image) {
        return PictureFacts.NONE;
    }
}
