package dev.mme5.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.Embedder;
import dev.mme5.core.Embedding;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Modality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [Embedder] must hold to. A test class of an implementation implements this and says how to open one.
public interface EmbedderContract {

    /// Opens an embedder that the test closes.
    Embedder open();

    /// How far the cosine of two vectors of the same content may be from 1, where sums may be taken in another order.
    default float tolerance() {
        return 1e-5f;
    }

    @Test
    default void givesOneUnitVectorForEachContent() {
        try (Embedder embedder = open()) {
            List<Content> contents = contents(embedder);
            List<Embedding> embeddings = embedder.embed(contents);
            assertThat(embeddings).hasSameSizeAs(contents);
            for (Embedding embedding : embeddings) {
                assertThat(embedding.dimension()).isEqualTo(embedder.info().dimension());
                assertThat(embedding.dot(embedding)).isCloseTo(1, within(1e-4f));
            }
        }
    }

    @Test
    default void givesNothingForNothing() {
        try (Embedder embedder = open()) {
            assertThat(embedder.embed(List.of())).isEmpty();
        }
    }

    @Test
    default void givesDifferentContentsDifferentVectors() {
        try (Embedder embedder = open()) {
            assertThat(embedder.embed(contents(embedder))).doesNotHaveDuplicates();
        }
    }

    @Test
    default void givesAContentTheVectorItHasAlone() {
        try (Embedder embedder = open()) {
            List<Content> contents = contents(embedder);
            List<Embedding> together = embedder.embed(contents);
            for (int i = 0; i < contents.size(); i++) {
                assertSame(embedder.embed(List.of(contents.get(i))).getFirst(), together.get(i), contents.get(i));
            }
        }
    }

    @Test
    default void givesTheSameVectorsInAnotherOrder() {
        try (Embedder embedder = open()) {
            List<Content> contents = contents(embedder);
            List<Embedding> forwards = embedder.embed(contents);
            List<Embedding> backwards = embedder.embed(contents.reversed()).reversed();
            for (int i = 0; i < contents.size(); i++) {
                assertSame(backwards.get(i), forwards.get(i), contents.get(i));
            }
        }
    }

    @Test
    default void givesTheSameVectorsAfterItIsOpenedAgain() {
        try (Embedder one = open();
                Embedder other = open()) {
            assertThat(other.info()).isEqualTo(one.info());
            Content content = contents(one).getFirst();
            assertSame(other.embed(List.of(content)).getFirst(), one.embed(List.of(content)).getFirst(), content);
        }
    }

    @Test
    default void saysWhichContentHasAPictureThatCannotBeRead() {
        try (Embedder embedder = open()) {
            ImageRef missing = new ImageRef.FileImage(Path.of("no", "such", "picture.png"));
            Content broken = embedder.info().modalities().contains(Modality.IMAGE)
                    ? Content.image(missing)
                    : Content.imageText(missing, "a picture");
            List<Content> contents = new ArrayList<>(contents(embedder));
            contents.add(1, broken);
            assertThatThrownBy(() -> embedder.embed(contents))
                    .isInstanceOfSatisfying(ContentException.class, e -> assertThat(e.index()).isEqualTo(1));
        }
    }

    @Test
    default void saysWhichContentIsOfAModalityItDoesNotTake() {
        try (Embedder embedder = open()) {
            Set<Modality> taken = embedder.info().modalities();
            for (Content refused : everyModality().stream().filter(content -> !taken.contains(content.modality())).toList()) {
                List<Content> contents = new ArrayList<>(contents(embedder));
                contents.add(refused);
                assertThatThrownBy(() -> embedder.embed(contents)).isInstanceOfSatisfying(
                        ContentException.class, e -> assertThat(e.index()).isEqualTo(contents.size() - 1));
            }
        }
    }

    @Test
    default void mayBeClosedTwice() {
        Embedder embedder = open();
        embedder.close();
        embedder.close();
    }

    private void assertSame(Embedding actual, Embedding expected, Content content) {
        assertThat(actual.dot(expected)).as("%s", content).isCloseTo(1, within(tolerance()));
    }

    private static List<Content> contents(Embedder embedder) {
        return everyModality().stream().filter(content -> embedder.info().modalities().contains(content.modality())).toList();
    }

    private static List<Content> everyModality() {
        return List.of(
                Content.text("a dog"),
                Content.image(SamplePictures.picture(1)),
                Content.imageText(SamplePictures.picture(1), "What is in the picture?"),
                Content.text("Ein Hund schläft auf einem sehr langen, roten Sofa und träumt von Katzen."),
                Content.image(SamplePictures.picture(2)),
                Content.imageText(SamplePictures.picture(2), "狗"));
    }
}
