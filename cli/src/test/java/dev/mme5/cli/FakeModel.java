package dev.mme5.cli;

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

/// A model without weights: the same content always gives the same random vector; a picture must begin as a PNG does.
record FakeModel(String name, long millisPerContent) implements Embedder {
    static final int DIMENSION = 16;

    /// Opens a fake for whatever folder is asked for; its fingerprint is the folder's name.
    static Embedder open(ModelOpener.Request request) {
        return new FakeModel(request.name() + request.adapter().map(adapter -> "+" + adapter.getFileName()).orElse(""), 0);
    }

    @Override
    public EmbedderInfo info() {
        return new EmbedderInfo(name, "fingerprint-of-" + name, DIMENSION, Set.of(Modality.values()));
    }

    @Override
    public List<Embedding> embed(List<Content> contents) {
        List<Embedding> embeddings = new ArrayList<>();
        for (Content content : contents) {
            pause();
            embeddings.add(vector(content, embeddings.size()));
        }
        return embeddings;
    }

    private void pause() {
        try {
            Thread.sleep(millisPerContent);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Embedding vector(Content content, int index) {
        int hash = Arrays.hashCode(content.text().orElse("").getBytes(StandardCharsets.UTF_8));
        for (ImageRef image : content.images()) {
            hash = 31 * hash + Arrays.hashCode(png(image, index));
        }
        Random random = new Random(hash);
        float[] values = new float[DIMENSION];
        for (int d = 0; d < DIMENSION; d++) {
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

    @Override
    public void close() {}
}
