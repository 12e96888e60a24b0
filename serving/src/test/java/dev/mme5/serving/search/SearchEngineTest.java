package dev.mme5.serving.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Embedding;
import dev.mme5.core.ImageRef;
import dev.mme5.serving.PictureReadingEmbedder;
import dev.mme5.serving.index.ExactIndex;
import dev.mme5.serving.index.ExactIndexWriter;
import dev.mme5.serving.index.Hit;
import dev.mme5.serving.index.IndexEntry;
import dev.mme5.serving.index.ModelSource;
import dev.mme5.serving.index.VectorIndexWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchEngineTest {
    private final PictureReadingEmbedder embedder = new PictureReadingEmbedder("f1", 16);

    @TempDir
    Path folder;

    @Test
    void asksAsTheModelWasTrainedToBeAsked() {
        ImageRef image = new ImageRef.InlineImage("image/png", new byte[0]);
        assertThat(SearchQuery.text("a red car").content())
                .isEqualTo(Content.text("Find me an everyday image that matches the given caption: a red car\n"));
        assertThat(SearchQuery.image(image).content())
                .isEqualTo(Content.imageText(image, "Find a day-to-day image that looks similar to the provided image.\n"));
        assertThat(SearchQuery.imageText(image, "but at night").content()).isEqualTo(Content.imageText(
                image, "Given an image, find a similar everyday image with the described changes: but at night\n"));
        assertThat(new SearchQuery(Optional.of("x"), Optional.empty(), Optional.of("Find a logo:")).content())
                .isEqualTo(Content.text("Find a logo: x\n"));
    }

    @Test
    void refusesAQuestionOfNothing() {
        assertThatThrownBy(() -> new SearchQuery(Optional.empty(), Optional.empty(), Optional.empty()))
                .hasMessage("search: expected a text, a picture or both, got neither");
    }

    @Test
    void findsTheEntryWhoseVectorTheQueryHas() throws IOException {
        try (ExactIndex index = indexOf(SearchQuery.text("a cat"), SearchQuery.text("a dog"))) {
            SearchEngine engine = new SearchEngine(embedder, index);
            Hit best = engine.search(SearchQuery.text("a dog"), 1).getFirst();
            assertThat(best.entry().id()).isEqualTo("1");
            assertThat(engine.search(SearchQuery.text("a dog"), 2, entry -> entry.id().equals("0")))
                    .extracting(hit -> hit.entry().id()).containsExactly("0");
        }
    }

    @Test
    void refusesAnIndexOfAnotherModel() throws IOException {
        try (ExactIndex index = indexOf(SearchQuery.text("a cat"))) {
            assertThatThrownBy(() -> new SearchEngine(new PictureReadingEmbedder("f2", 16), index))
                    .isInstanceOf(DatasetException.class)
                    .hasMessage("index: expected the model that made this index, fake (f1), got another model, fake (f2); "
                            + "search with that model, or make the index again with this one");
        }
    }

    @Test
    void namesAQuerysPictureThatIsMissing() throws IOException {
        try (ExactIndex index = indexOf(SearchQuery.text("a cat"))) {
            SearchQuery query = SearchQuery.image(new ImageRef.FileImage(folder.resolve("none.png")));
            assertThatThrownBy(() -> new SearchEngine(embedder, index).search(query, 1))
                    .isInstanceOf(ContentException.class)
                    .hasMessageContaining("none.png: expected a picture file, got nothing");
        }
    }

    @Test
    void drawsAPageThatCarriesItsPicturesAndEscapesItsText() throws IOException {
        Path picture = Files.write(folder.resolve("a.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        List<Hit> hits = List.of(
                new Hit(0.5f, new IndexEntry("<b>", Optional.of("a & b"), Optional.of(picture.toString()))),
                new Hit(0.25f, new IndexEntry("gone", Optional.empty(), Optional.of(folder.resolve("gone.png").toString()))));

        String page = HitGallery.html(SearchQuery.text("<script>"), hits);

        assertThat(page).startsWith("<!doctype html>").contains("data:image/png;base64,iVBORw==", "&lt;script&gt;", "a &amp; b",
                "&lt;b&gt;", "0.500", "gone").doesNotContain("<script>", "src=\"/", "http");
    }

    private ExactIndex indexOf(SearchQuery... entries) throws IOException {
        Path target = folder.resolve("index");
        try (VectorIndexWriter writer = new ExactIndexWriter(target, embedder.info(), new ModelSource("fake", Optional.empty(), "f32"))) {
            for (int i = 0; i < entries.length; i++) {
                Embedding vector = embedder.embed(List.of(entries[i].content())).getFirst();
                writer.add(new IndexEntry(Integer.toString(i), Optional.empty(), Optional.empty()), vector);
            }
            writer.finish();
        }
        return ExactIndex.open(target);
    }
}
