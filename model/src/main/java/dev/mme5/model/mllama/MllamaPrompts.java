package dev.mme5.model.mllama;

import dev.mme5.core.Content;
import dev.mme5.core.Framing;
import dev.mme5.core.ImagePart;
import dev.mme5.core.Part;
import dev.mme5.core.TextPart;
import dev.mme5.model.mllama.MllamaImages.TiledImage;
import dev.mme5.model.mllama.TextBatch.ImageSpan;
import dev.mme5.model.tokenizer.TextTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A content's tokens, with the special tokens where the published weights saw them (reference: src/collator.py, the processor of
/// transformers 4.48.3): a picture gives `<|begin_of_text|><|image|><|begin_of_text|>`, text alone begins with a doubled
/// `<|begin_of_text|>`. Thread-safe.
public final class MllamaPrompts {
    private final TextTokenizer tokenizer;
    private final int beginOfText;
    private final int image;
    private final int maxTokens;

    /// @param maxTokens longer prompts lose text at the right, never an image token
    public MllamaPrompts(TextTokenizer tokenizer, int maxTokens) {
        this.tokenizer = tokenizer;
        this.beginOfText = tokenizer.idOf("<|begin_of_text|>");
        this.image = tokenizer.idOf("<|image|>");
        this.maxTokens = maxTokens;
    }

    /// The id of the token that stands for a picture.
    public int imageToken() {
        return image;
    }

    /// The id of the token that begins a prompt.
    public int beginOfText() {
        return beginOfText;
    }

    /// @param images the content's pictures, decoded and tiled, in order
    /// @throws IllegalArgumentException if the text's image tokens are not as many as the pictures, or there is no token at all
    public EncodedPrompt encode(Content content, List<TiledImage> images) {
        int[] ids = truncate(tokens(content));
        if (ids.length == 0) {
            throw new IllegalArgumentException("content: expected at least one token, got an empty prompt; give it a text");
        }
        long places = Arrays.stream(ids).filter(id -> id == image).count();
        if (places != images.size()) {
            throw new IllegalArgumentException("content: expected one <|image|> for each picture, got " + places + " for "
                    + images.size() + (places > images.size() ? "; remove it from the text" : ""));
        }
        return new EncodedPrompt(ids, images, spans(ids, images));
    }

    private int[] tokens(Content content) {
        List<int[]> pieces = new ArrayList<>();
        boolean framed = content.framing() == Framing.MODEL;
        if (framed) {
            pieces.add(new int[] {beginOfText});
            if (content.images().isEmpty()) {
                pieces.add(new int[] {beginOfText});
            }
        }
        for (Part part : content.parts()) {
            switch (part) {
                case TextPart text -> pieces.add(tokenizer.encode(text.text()));
                case ImagePart _ -> {
                    if (framed) {
                        pieces.add(new int[] {image, beginOfText});
                    }
                }
            }
        }
        return pieces.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private int[] truncate(int[] ids) {
        if (ids.length <= maxTokens) {
            return ids;
        }
        int last = ids.length - 1;
        while (last >= maxTokens && ids[last] != image) {
            last--;
        }
        return Arrays.copyOf(ids, Math.max(maxTokens, last + 1));
    }

    /// A picture is seen from its token to the end, or to the next picture's token; pictures that stand side by side share a span
    /// (reference: `get_cross_attention_token_mask`).
    private List<ImageSpan> spans(int[] ids, List<TiledImage> images) {
        List<ImageSpan> spans = new ArrayList<>();
        int end = ids.length;
        int next = ids.length;
        int picture = images.size();
        for (int at = ids.length - 1; at >= 0; at--) {
            if (ids[at] != image) {
                continue;
            }
            boolean adjacent = at == next - 1 && next < ids.length;
            int to = adjacent ? end : next;
            picture--;
            spans.addFirst(new ImageSpan(at, to, images.get(picture).tiles()));
            end = to;
            next = at;
        }
        return spans;
    }
}
