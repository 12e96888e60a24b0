package dev.mme5.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Content;
import dev.mme5.core.Embedder;
import dev.mme5.core.Embedding;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashingEmbedderTest implements EmbedderContract {

    @Override
    public Embedder open() {
        return new HashingEmbedder();
    }

    @Test
    void putsContentsThatShareWordsOrPicturesNearEachOther() {
        try (Embedder embedder = open()) {
            List<Embedding> embeddings = embedder.embed(List.of(
                    Content.text("A dog sleeps."),
                    Content.text("a DOG eats"),
                    Content.text("seven red triangles"),
                    Content.image(SamplePictures.picture(1)),
                    Content.imageText(SamplePictures.picture(1), "look")));
            assertThat(embeddings.get(0).dot(embeddings.get(1))).isGreaterThan(0.4f);
            assertThat(embeddings.get(3).dot(embeddings.get(4))).isGreaterThan(0.4f);
            assertThat(Math.abs(embeddings.get(0).dot(embeddings.get(2)))).isLessThan(0.35f);
        }
    }

    @Test
    void givesAnEmptyTextADirection() {
        try (Embedder embedder = new HashingEmbedder(8)) {
            assertThat(embedder.embed(List.of(Content.text(""))).getFirst().dimension()).isEqualTo(8);
        }
    }
}
