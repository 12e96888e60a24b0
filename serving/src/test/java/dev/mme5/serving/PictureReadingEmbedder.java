package dev.mme5.serving;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.Embedder;
import dev.mme5.core.EmbedderInfo;
import dev.mme5.core.Embedding;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Modality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A fake model: the same content always gives the same random vector; a picture must begin as a PNG does.
public final class PictureReadingEmbedder implements Embedder {
    private final EmbedderInfo info;
    private final List<Integer> batches = new ArrayList<>();
    private final List<Content> seen = new ArrayList<>();

    public PictureReadingEmbedder(String fingerprint, int dimension) {
        info = new EmbedderInfo("fake", fingerprint, dimension, Set.of(Modality.values()));
    }

    @Override
    public EmbedderInfo info() {
        return info;
    }

    @Override
    public List<Embedding> embed(List<Content> contents) {
        List<Embedding> embeddings = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            embeddings.add(vector(contents.get(i), i));
        }
        batches.add(contents.size());
        seen.addAll(contents);
        return embeddings;
    }

    private Embedding vector(Content content, int index) {
        int hash = Arrays.hashCode(content.text().orElse("").getBytes(StandardCharsets.UTF_8));
        for (ImageRef image : content.images()) {
            hash = 31 * hash + Arrays.hashCode(png(image, index));
        }
        Random random = new Random(hash);
        float[] values = new float[info.dimension()];
        for (int d = 0; d < values.length; d++) {
            values[d] = (float) random.nextGaussian();
        }
        return Embedding.of(values);
    }

    private static byte[] png(ImageRef image, int index) {
        try {
            byte[] bytes = image.bytes();
            if (bytes.length < 4 || bytes[1] != 'P' || bytes[2] != 'N' || bytes[3] != 'G') {
                throw new ContentException(index, image.location() + ": expected a picture, got something else");
            }
            return bytes;
        } catch (IOException e) {
            throw new ContentException(index, e.getMessage(), e);
        }
    }

    /// The size of each call that went well.
    public List<Integer> batches() {
        return batches;
    }

    /// Every content embedded, in the order of the calls.
    public List<Content> seen() {
        return seen;
    }

    @Override
    public void close() {}
}
