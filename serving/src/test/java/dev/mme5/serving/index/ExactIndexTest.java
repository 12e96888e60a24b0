package dev.mme5.serving.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.DatasetException;
import dev.mme5.core.EmbedderInfo;
import dev.mme5.core.Embedding;
import dev.mme5.core.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactIndexTest implements VectorIndexContract {
    private static final ModelSource SOURCE = new ModelSource("nano", Optional.of("runs/adapter"), "f32");

    @TempDir
    Path folder;

    @Override
    public VectorIndex indexOf(List<Embedding> vectors) throws IOException {
        return write(folder.resolve("index"), vectors);
    }

    @Test
    void saysWhoseVectorsItHolds() throws IOException {
        try (VectorIndex index = indexOf(VectorIndexContract.random(3, 4, 1))) {
            assertThat(index.manifest()).isEqualTo(new IndexManifest("mme5-index", 1, "fake", "f1", 4, 3, SOURCE));
        }
    }

    @Test
    void keepsTheEntriesAsTheyWereAdded() throws IOException {
        IndexEntry entry = new IndexEntry("größe \"1\"", Optional.of("zwei\nZeilen"), Optional.of("/bilder/a.zip!/ü.png"));
        Embedding vector = Embedding.of(new float[] {1, 2});
        try (VectorIndexWriter writer = new ExactIndexWriter(folder.resolve("index"), info(2), SOURCE)) {
            writer.add(entry, vector);
            writer.finish();
        }
        try (VectorIndex index = ExactIndex.open(folder.resolve("index"))) {
            assertThat(index.search(vector, 1)).extracting(Hit::entry).containsExactly(entry);
        }
    }

    @Test
    void replacesAnIndexAndLeavesNothingBeside() throws IOException {
        Path target = folder.resolve("index");
        write(target, VectorIndexContract.random(3, 4, 1)).close();
        write(target, VectorIndexContract.random(5, 4, 2)).close();

        assertThat(IndexManifest.read(target).count()).isEqualTo(5);
        assertThat(names(folder)).containsExactly("index");
    }

    @Test
    void leavesTheOldIndexWhenTheNewOneIsNotFinished() throws IOException {
        Path target = folder.resolve("index");
        write(target, VectorIndexContract.random(3, 4, 1)).close();
        try (VectorIndexWriter writer = new ExactIndexWriter(target, info(4), SOURCE)) {
            writer.add(VectorIndexContract.entry(0), VectorIndexContract.random(1, 4, 2).getFirst());
        }

        assertThat(IndexManifest.read(target).count()).isEqualTo(3);
        assertThat(names(folder)).containsExactly("index");
    }

    @Test
    void doesNotReplaceWhatIsNoIndex() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("photos")).resolve("a.png"), "mine");
        Files.writeString(folder.resolve("file"), "mine");
        for (String taken : List.of("photos", "file")) {
            assertThatThrownBy(() -> new ExactIndexWriter(folder.resolve(taken), info(4), SOURCE))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining(taken + ": expected a new folder or an index to replace");
        }
        assertThat(names(folder)).containsExactly("file", "photos");
    }

    @Test
    void saysThatAFolderIsNoIndex() {
        assertThatThrownBy(() -> ExactIndex.open(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessage(folder + ": expected the folder of an index, got no manifest.json there; make an index with `mme5 index`");
    }

    @Test
    void refusesALaterVersion() throws IOException {
        Path target = folder.resolve("index");
        write(target, VectorIndexContract.random(1, 2, 1)).close();
        Path manifest = target.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replaceAll("\"version\" *: *1", "\"version\": 2"));

        assertThatThrownBy(() -> ExactIndex.open(target)).isInstanceOf(DatasetException.class)
                .hasMessageContaining("expected format mme5-index version 1, got mme5-index version 2");
    }

    @Test
    void refusesFilesThatDoNotFitTogether() throws IOException {
        Path target = folder.resolve("index");
        write(target, VectorIndexContract.random(3, 2, 1)).close();
        Path entries = target.resolve("entries.jsonl");
        Files.write(entries, Files.readAllLines(entries).subList(0, 2));

        assertThatThrownBy(() -> ExactIndex.open(target)).isInstanceOf(DatasetException.class)
                .hasMessage(target + ": expected 3 vectors of 2 and as many entries, got 3 of 2 and 2; make the index again");
    }

    private static VectorIndex write(Path target, List<Embedding> vectors) throws IOException {
        try (VectorIndexWriter writer = new ExactIndexWriter(target, info(vectors.getFirst().dimension()), SOURCE)) {
            for (int i = 0; i < vectors.size(); i++) {
                writer.add(VectorIndexContract.entry(i), vectors.get(i));
            }
            writer.finish();
        }
        return ExactIndex.open(target);
    }

    private static EmbedderInfo info(int dimension) {
        return new EmbedderInfo("fake", "f1", dimension, Set.of(Modality.TEXT));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
