package dev.mme5.model.mllama;

import dev.mme5.model.Prepared;
import dev.mme5.model.mllama.MllamaImages.TiledImage;
import dev.mme5.model.mllama.TextBatch.ImageSpan;
import java.util.List;

/// A content as the model reads it. The array is shared, not copied.
///
/// @param ids token ids, special tokens included
/// @param images the pictures in order
/// @param spans which tokens see each picture
/// @param cutTokens how many were left out at the right
public record EncodedPrompt(int[] ids, List<TiledImage> images, List<ImageSpan> spans, int cutTokens) implements Prepared {

    /// A whole prompt.
    public EncodedPrompt(int[] ids, List<TiledImage> images, List<ImageSpan> spans) {
        this(ids, images, spans, 0);
    }

    @Override
    public int tokens() {
        return ids.length;
    }

    @Override
    public int pictures() {
        return images.size();
    }
}
