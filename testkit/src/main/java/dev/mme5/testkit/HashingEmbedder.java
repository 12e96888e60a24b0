package dev.mme5.testkit;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.Embedder;
import dev.mme5.core.EmbedderInfo;
import dev.mme5.core.Embedding;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Modality;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Hashes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An embedder without a model: each word and each picture has a random direction of its own, and a content points to their sum. So
/// contents that share words or pictures are near each other, contents that share nothing are nearly orthogonal, and the same
/// content has the same vector in every run. Case and punctuation do not count; a picture is its bytes, which need not be a picture.
/// Thread-safe.
///
/// A text and a picture of the same thing are strangers to it.
public final class HashingEmbedder implements Embedder {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final int DEFAULT_DIMENSION = 64;

    private final int dimension;

    public HashingEmbedder() {
        this(DEFAULT_DIMENSION);
    }

    public HashingEmbedder(int dimension) {
        this.dimension = dimension;
    }

    @Override
    public EmbedderInfo info() {
        return new EmbedderInfo("hashing", "hashing-" + dimension, dimension, Set.of(Modality.values()));
    }

    @Override
    public List<Embedding> embed(List<Content> contents) {
        List<Embedding> embeddings = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            try {
                embeddings.add(embed(contents.get(i)));
            } catch (IOException e) {
                throw new ContentException(i, String.valueOf(e.getMessage()), e);
            }
        }
        return List.copyOf(embeddings);
    }

    private Embedding embed(Content content) throws IOException {
        float[] sum = new float[dimension];
        addDirection(sum, "content", content.modality().code()); // an empty text must point somewhere
        Matcher words = WORD.matcher(content.text().orElse("").toLowerCase(Locale.ROOT));
        while (words.find()) {
            addDirection(sum, "word", words.group());
        }
        for (ImageRef image : content.images()) {
            addDirection(sum, "picture", Hashes.sha256(image.bytes()));
        }
        return Embedding.of(sum);
    }

    private static void addDirection(float[] sum, String kind, String name) {
        double weight = kind.equals("content") ? 0.1 : 1;
        SeededRandom random = SeededRandom.of(0, kind, name);
        for (int d = 0; d < sum.length; d++) {
            sum[d] += (float) (weight * random.nextGaussian());
        }
    }

    @Override
    public void close() {}
}
