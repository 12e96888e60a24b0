package dev.mme5.model.mllama;

import dev.mme5.model.Prepared;
import dev.mme5.model.mllama.MllamaImages.TiledImage;
import dev.mme5.model.mllama.TextBatch.ImageSpan;
import java.util.ArrayList;
import java.util.Arrays;
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

    /// The prompt without what stands behind its first `maxTokens` tokens.
    ///
    /// @throws IllegalArgumentException if an image token stands there
    EncodedPrompt cut(int maxTokens) {
        if (ids.length <= maxTokens) {
            return this;
        }
        List<ImageSpan> kept = new ArrayList<>();
        for (ImageSpan span : spans) {
            if (span.from() >= maxTokens) {
                throw new IllegalArgumentException("content: expected each <|image|> among the first " + maxTokens
                        + " tokens, got one at " + (span.from() + 1) + "; put the picture before the text");
            }
            kept.add(new ImageSpan(span.from(), Math.min(span.to(), maxTokens), span.tiles()));
        }
        return new EncodedPrompt(Arrays.copyOf(ids, maxTokens), images, kept, cutTokens + ids.length - maxTokens);
    }

    /// A prompt without pictures with one that none of its tokens may see, so that all of them do.
    EncodedPrompt beside(TiledImage picture) {
        return new EncodedPrompt(ids, List.of(picture), List.of(), cutTokens);
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
