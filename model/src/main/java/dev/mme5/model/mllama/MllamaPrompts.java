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
import java.util.stream.IntStream;

/// A content's tokens, with the special tokens where the published weights saw them (reference: src/collator.py, the processor of
/// transformers 4.48.3): a picture gives `<|begin_of_text|><|image|><|begin_of_text|>`, text alone begins with a doubled
/// `<|begin_of_text|>` unless it carries one itself. Thread-safe.
public final class MllamaPrompts {
    private static final String BEGIN_OF_TEXT = "<|begin_of_text|>";
    private static final String IMAGE = "<|image|>";

    private final TextTokenizer tokenizer;
    private final int beginOfText;
    private final int image;
    private final int maxTokens;

    /// @param maxTokens longer prompts lose text at the right, never a picture
    public MllamaPrompts(TextTokenizer tokenizer, int maxTokens) {
        this.tokenizer = tokenizer;
        this.beginOfText = tokenizer.idOf(BEGIN_OF_TEXT);
        this.image = tokenizer.idOf(IMAGE);
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
        int[] whole = tokenizer.encode(prompt(content));
        if (whole.length == 0) {
            throw new IllegalArgumentException("content: expected at least one token, got an empty prompt; give it a text");
        }
        long places = Arrays.stream(whole).filter(id -> id == image).count();
        if (places != images.size()) {
            throw new IllegalArgumentException("content: expected one <|image|> for each picture, got " + places + " for "
                    + images.size() + (places > images.size() ? "; remove it from the text" : ""));
        }
        int[] ids = cut(whole, images.size());
        return new EncodedPrompt(ids, images, spans(ids, images), whole.length - ids.length);
    }

    /// With the special tokens written out, as the reference's collator and processor do and its tokenizer completes: one before
    /// everything, one behind each picture, and one in front where the prompt has none.
    private static String prompt(Content content) {
        boolean framed = content.framing() != Framing.RAW;
        StringBuilder prompt = new StringBuilder();
        for (Part part : content.parts()) {
            switch (part) {
                case TextPart text -> prompt.append(text.text());
                case ImagePart _ -> prompt.append(framed ? IMAGE + BEGIN_OF_TEXT : "");
            }
        }
        if (!framed) {
            return prompt.toString();
        }
        return BEGIN_OF_TEXT + (prompt.indexOf(BEGIN_OF_TEXT) < 0 ? BEGIN_OF_TEXT : "") + prompt;
    }

    /// Leaves out the last tokens that are no pictures, until the rest is short enough.
    private int[] cut(int[] ids, int pictures) {
        if (ids.length <= maxTokens) {
            return ids;
        }
        int texts = Math.max(0, maxTokens - pictures);
        IntStream.Builder kept = IntStream.builder();
        for (int id : ids) {
            if (id == image) {
                kept.add(id);
            } else if (texts > 0) {
                kept.add(id);
                texts--;
            }
        }
        return kept.build().toArray();
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
