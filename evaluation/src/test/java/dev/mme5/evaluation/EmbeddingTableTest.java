package dev.mme5.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.ImageRef;
import dev.mme5.core.run.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddingTableTest {
    private final Progress.Stage silent = Progress.silent().begin("test", 0);

    @Test
    void embedsEqualContentsOnce() {
        FakeEmbedder embedder = FakeEmbedder.random("a");
        EmbeddingTable table = new EmbeddingTable(embedder, 2);
        List<Content> contents = List.of(Content.text("a"), picture("x"), Content.text("a"), Content.text("b"), picture("x"));
        table.embed(contents, silent);
        table.embed(contents, silent);
        assertThat(embedder.embedded()).containsExactlyInAnyOrder(Content.text("a"), Content.text("b"), picture("x"));
    }

    @Test
    void aBrokenContentHarmsNoOtherOfItsChunk() {
        FakeEmbedder healthy = FakeEmbedder.random("a");
        FakeEmbedder embedder = healthy.failingOn(content -> content.equals(picture("3")) || content.equals(picture("0")));
        EmbeddingTable table = new EmbeddingTable(embedder, 16);
        List<Content> contents = IntStream.range(0, 10).mapToObj(i -> picture("" + i)).toList();
        table.embed(contents, silent);
        for (Content content : contents) {
            boolean isBroken = content.equals(picture("3")) || content.equals(picture("0"));
            assertThat(table.failure(content).isPresent()).as(content.toString()).isEqualTo(isBroken);
            if (!isBroken) {
                assertThat(table.embedding(content)).isEqualTo(healthy.embed(List.of(content)).getFirst());
            }
        }
        assertThat(table.failure(picture("3")).orElseThrow()).contains("3.png").contains("garbage");
        assertThatThrownBy(() -> table.embedding(picture("3"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsOfEachDistinctContent() {
        List<Long> steps = new ArrayList<>();
        Progress.Stage counting = new Progress.Stage() {
            @Override
            public void advance(long n) {
                steps.add(n);
            }

            @Override
            public void note(String text) {}

            @Override
            public void close() {}
        };
        List<Content> contents = IntStream.range(0, 25).mapToObj(i -> Content.text("text " + i % 20)).toList();
        new EmbeddingTable(FakeEmbedder.random("a"), 8).embed(contents, counting);
        assertThat(steps).containsExactly(8L, 8L, 4L);
    }

    private static Content picture(String name) {
        return Content.image(new ImageRef.FileImage(Path.of(name + ".png")));
    }
}
