package dev.mme5.serving;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.Embedder;
import dev.mme5.core.EmbedderInfo;
import dev.mme5.core.Embedding;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Modality;
import dev.mme5.testkit.HashingEmbedder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A model without weights that looks at pictures: one that does not begin as a PNG does is refused. Remembers what it saw.
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
        for (int i = 0; i < contents.size(); i++) {
            for (ImageRef image : contents.get(i).images()) {
                requirePicture(image, i);
            }
        }
        batches.add(contents.size());
        seen.addAll(contents);
        try (HashingEmbedder hashing = new HashingEmbedder(info.dimension())) {
            return hashing.embed(contents);
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
