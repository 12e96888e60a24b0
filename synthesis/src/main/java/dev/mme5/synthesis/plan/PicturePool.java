package dev.mme5.synthesis.plan;

import dev.mme5.core.random.SeededRandom;
import java.util.List;

/// Where a row's pictures come from. Thread-safe.
public interface PicturePool {

    /// Draws the pictures that a row of this kind needs, in the order query, positive, hard negative. A row whose documents are text
    /// has a query picture only; in every other row positive and hard negative are drawn together with it.
    ///
    /// @throws IllegalStateException if the pool has no pictures that fit
    List<RolePicture> draw(RowKind kind, SeededRandom random);
}
