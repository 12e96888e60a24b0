package dev.mme5.evaluation;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.Embedder;
import dev.mme5.core.EmbedderInfo;
import dev.mme5.core.Embedding;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Modality;
import dev.mme5.core.random.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Vectors by a key: contents with equal keys get equal vectors, others random ones. Records what it was asked for.
public final class FakeEmbedder implements Embedder {
    private static final int DIMENSION = 64;

    private final String fingerprint;
    private final Function<Content, String> key;
    private final Predicate<Content> broken;
    private final List<Content> embedded = new ArrayList<>();

    private FakeEmbedder(String fingerprint, Function<Content, String> key, Predicate<Content> broken) {
        this.fingerprint = fingerprint;
        this.key = key;
        this.broken = broken;
    }

    /// Each content has a vector of its own.
    public static FakeEmbedder random(String fingerprint) {
        return new FakeEmbedder(fingerprint, FakeEmbedder::name, content -> false);
    }

    /// Contents with equal keys are the same to it.
    public static FakeEmbedder knowing(Function<Content, String> key) {
        return new FakeEmbedder("knowing", key, content -> false);
    }

    /// As [#knowing(Function)], but some contents cannot be embedded.
    public FakeEmbedder failingOn(Predicate<Content> broken) {
        return new FakeEmbedder(fingerprint, key, broken);
    }

    /// Every content embedded, in order, as often as it was.
    public List<Content> embedded() {
        return embedded;
    }

    @Override
    public EmbedderInfo info() {
        return new EmbedderInfo("fake " + fingerprint, fingerprint, DIMENSION, Set.of(Modality.values()));
    }

    @Override
    public List<Embedding> embed(List<Content> contents) {
        for (int i = 0; i < contents.size(); i++) {
            if (broken.test(contents.get(i))) {
                throw new ContentException(i, contents.get(i).image().orElseThrow().location() + ": expected a picture, got garbage");
            }
        }
        embedded.addAll(contents);
        return contents.stream().map(content -> vector(key.apply(content))).toList();
    }

    /// The content without the folder that its pictures lie in, so that a test gives the same numbers in any temporary folder.
    private static String name(Content content) {
        StringBuilder name = new StringBuilder(content.text().orElse(""));
        for (ImageRef image : content.images()) {
            String location = image.location();
            name.append('|').append(location.substring(location.lastIndexOf('/') + 1));
        }
        return name.toString();
    }

    private Embedding vector(String text) {
        SeededRandom random = SeededRandom.of(1, fingerprint, text);
        float[] values = new float[DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Embedding.of(values);
    }

    @Override
    public void close() {}
}
