package dev.mme5.serving.index;

import dev.mme5.core.DatasetException;
import dev.mme5.core.EmbedderInfo;
import dev.mme5.core.Embedding;
import dev.mme5.core.json.Json;
import dev.mme5.serving.vectors.VectorFormat;
import dev.mme5.serving.vectors.VectorSink;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes the folder of an [ExactIndex] beside its place and moves it there when it is whole. An index that stands there is replaced.
public final class ExactIndexWriter implements VectorIndexWriter {
    private final StagedFolder folder;
    private final EmbedderInfo embedder;
    private final ModelSource source;
    private final VectorSink vectors;
    private final BufferedWriter entries;
    private long count;

    /// @param target the index's place: free, an empty folder, or an index to replace
    /// @param embedder the model that makes the vectors
    /// @param source where that model can be opened from again
    /// @throws DatasetException if something else stands in the place
    public ExactIndexWriter(Path target, EmbedderInfo embedder, ModelSource source) throws IOException {
        requireFree(target);
        this.embedder = embedder;
        this.source = source;
        folder = StagedFolder.beside(target);
        Path npy = folder.resolve(ExactIndex.VECTORS);
        vectors = VectorFormat.NPY.open(List.of(VectorFormat.idsOf(npy), npy), embedder.dimension());
        entries = Files.newBufferedWriter(folder.resolve(ExactIndex.ENTRIES));
    }

    /// Makes sure that an index can be written to a place, before time is spent on it.
    ///
    /// @throws DatasetException if something stands there that is not an index
    public static void requireFree(Path target) throws IOException {
        boolean free = !Files.exists(target) || Files.isDirectory(target) && (isEmpty(target) || IndexManifest.isIndex(target));
        if (!free) {
            throw new DatasetException(target + ": expected a new folder or an index to replace, got something else; choose another place");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var inside = Files.newDirectoryStream(folder)) {
            return !inside.iterator().hasNext();
        }
    }

    @Override
    public void add(IndexEntry entry, Embedding embedding) throws IOException {
        vectors.append(entry.id(), embedding);
        entries.append(Json.write(entry)).append('\n');
        count++;
    }

    @Override
    public IndexManifest finish() throws IOException {
        IndexManifest manifest = IndexManifest.of(embedder, count, source);
        vectors.finish();
        vectors.close();
        entries.close();
        Files.writeString(folder.resolve(IndexManifest.FILE), Json.writePretty(manifest));
        folder.moveIntoPlace();
        return manifest;
    }

    @Override
    public void close() throws IOException {
        try (folder; entries) {
            vectors.close();
        }
    }
}
