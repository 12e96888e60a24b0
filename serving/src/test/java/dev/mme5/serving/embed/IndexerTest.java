package dev.mme5.serving.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.Embedding;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Prompts;
import dev.mme5.core.dataset.InputRow;
import dev.mme5.core.dataset.InputRows;
import dev.mme5.core.dataset.RowResult;
import dev.mme5.core.run.Progress;
import dev.mme5.serving.PictureReadingEmbedder;
import dev.mme5.serving.index.ExactIndex;
import dev.mme5.serving.index.IndexEntry;
import dev.mme5.serving.index.ModelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexerTest {
    private final PictureReadingEmbedder embedder = new PictureReadingEmbedder("f1", 8);

    @TempDir
    Path folder;

    private Path photos;

    @BeforeEach
    void setUp() throws IOException {
        photos = folder.toRealPath().resolve("photos");
        Files.createDirectories(photos.resolve("deep/er"));
        for (String name : List.of("b.PNG", "a.jpg", "deep/er/c.webp", "notes.txt", ".hidden.png")) {
            Files.write(photos.resolve(name), new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) name.hashCode()});
        }
    }

    @Test
    void listsThePicturesOfAFolderAndTheFoldersInIt() throws IOException {
        assertThat(PictureFolder.rows(photos)).extracting(InputRow::id).containsExactly("a.jpg", "b.PNG", "deep/er/c.webp");
    }

    @Test
    void saysThatAFolderHasNoPictures() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> PictureFolder.rows(empty)).isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(empty + ": expected pictures (png, jpg, jpeg, gif, bmp, webp), got none");
    }

    @Test
    void indexesPicturesAsDocumentsUnderTheirPaths() throws IOException {
        index(photoRows(), OnError.FAIL);

        ImageRef picture = new ImageRef.FileImage(photos.resolve("deep/er/c.webp"));
        assertThat(embedder.seen()).contains(Prompts.document(Content.image(picture)));
        try (ExactIndex index = ExactIndex.open(folder.resolve("index"))) {
            Embedding vector = embedder.embed(List.of(Prompts.document(Content.image(picture)))).getFirst();
            assertThat(index.search(vector, 1).getFirst().entry()).isEqualTo(
                    new IndexEntry("deep/er/c.webp", Optional.empty(), Optional.of(photos.resolve("deep/er/c.webp").toString())));
        }
    }

    @Test
    void setsBrokenPicturesAsideAndListsThem() throws IOException {
        Files.writeString(photos.resolve("aa.png"), "no picture");
        Indexer.IndexReport report = index(photoRows(), OnError.SKIP);

        assertThat(report.manifest().count()).isEqualTo(3);
        assertThat(report.rejected()).hasSize(1);
        assertThat(report.rejected().getFirst().toString())
                .isEqualTo(photos.resolve("aa.png") + ": expected a picture, got something else");
        assertThat(folder.resolve("index/rejected.jsonl")).content().contains("aa.png");
    }

    @Test
    void writesNothingIfAPictureIsBrokenAndThatIsAFailure() throws IOException {
        Files.writeString(photos.resolve("aa.png"), "no picture");
        assertThatThrownBy(() -> index(photoRows(), OnError.FAIL)).isInstanceOf(DatasetException.class)
                .hasMessageContaining("aa.png: expected a picture, got something else");
        assertThat(folder).isDirectoryNotContaining(path -> !path.getFileName().toString().equals("photos"));
    }

    @Test
    void writesNothingIfEveryRowIsBroken() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.jsonl"), "{\n{\"text\": 1}\n");
        assertThatThrownBy(() -> index(InputRows.read(rows), OnError.SKIP)).isInstanceOf(DatasetException.class)
                .hasMessageContaining("expected at least one whole row, got 2 broken ones, the first ");
        assertThat(folder.resolve("index")).doesNotExist();
    }

    @Test
    void leavesAPictureThatCameInItsRowOutOfTheEntries() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.jsonl"), "{\"text\": \"t\", \"image\": \"data:image/png;base64,iVBORw==\"}");
        index(InputRows.read(rows), OnError.FAIL);

        assertThat(folder.resolve("index/entries.jsonl")).content().isEqualTo("{\"id\":\"1\",\"text\":\"t\"}\n");
    }

    private List<RowResult> photoRows() throws IOException {
        return PictureFolder.rows(photos).stream().<RowResult>map(RowResult.Good::new).toList();
    }

    private Indexer.IndexReport index(List<RowResult> rows, OnError onError) throws IOException {
        ModelSource model = new ModelSource("fake", Optional.empty(), "f32");
        return new Indexer(embedder, 2, Progress.silent())
                .index(new IndexRequest("photos", rows, onError, folder.resolve("index"), model));
    }
}
