package dev.mme5.cli;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.Embedder;
import dev.mme5.core.EmbedderInfo;
import dev.mme5.core.Embedding;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Modality;
import dev.mme5.testkit.HashingEmbedder;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// A model without weights that looks at pictures: one that does not begin as a PNG does is refused.
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
        for (int i = 0; i < contents.size(); i++) {
            pause();
            for (ImageRef image : contents.get(i).images()) {
                requirePicture(image, i);
            }
        }
        try (HashingEmbedder hashing = new HashingEmbedder(DIMENSION)) {
            return hashing.embed(contents);
        }
    }

    private void pause() {
        try {
            Thread.sleep(millisPerContent);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requirePicture(ImageRef image, int index) {
        try {
            byte[] bytes = image.bytes();
            if (bytes.length < 4 || bytes[1] != 'P' || bytes[2] != 'N' || bytes[3] != 'G') {
                throw new ContentException(index, image.location() + ": expected a picture, got something else");
            }
        } catch (IOException e) {
            throw new ContentException(index, e.getMessage(), e);
        }
    }

    @Override
    public void close() {}
}
