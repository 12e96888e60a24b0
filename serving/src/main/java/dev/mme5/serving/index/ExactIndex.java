package dev.mme5.serving.index;

import dev.mme5.core.DatasetException;
import dev.mme5.core.Embedding;
import dev.mme5.core.json.Json;
import dev.mme5.serving.vectors.NpyMatrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// An index that compares the query with every vector. A folder of `manifest.json`, `vectors.npy` (memory-mapped) and
/// `entries.jsonl`; [ExactIndexWriter] makes it.
public final class ExactIndex implements VectorIndex {
    static final String VECTORS = "vectors.npy";
    static final String ENTRIES = "entries.jsonl";

    /// Rows scored side by side: each sum keeps its order, yet the processor need not wait for one addition before the next.
    private static final int BLOCK = 4;

    private final IndexManifest manifest;
    private final List<IndexEntry> entries;
    private final NpyMatrix vectors;

    private ExactIndex(IndexManifest manifest, List<IndexEntry> entries, NpyMatrix vectors) {
        this.manifest = manifest;
        this.entries = entries;
        this.vectors = vectors;
    }

    /// Opens an index's folder.
    ///
    /// @throws DatasetException if it is not an index, or its files do not fit together
    public static ExactIndex open(Path folder) throws IOException {
        IndexManifest manifest = IndexManifest.read(folder);
        List<IndexEntry> entries = readEntries(folder.resolve(ENTRIES));
        NpyMatrix vectors = new NpyMatrix(folder.resolve(VECTORS));
        if (vectors.rows() != manifest.count() || entries.size() != manifest.count()
                || vectors.columns() != manifest.dimension()) {
            vectors.close();
            throw new DatasetException(folder + ": expected " + manifest.count() + " vectors of " + manifest.dimension()
                    + " and as many entries, got " + vectors.rows() + " of " + vectors.columns() + " and " + entries.size()
                    + "; make the index again");
        }
        return new ExactIndex(manifest, entries, vectors);
    }

    private static List<IndexEntry> readEntries(Path file) throws IOException {
        List<IndexEntry> entries = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                entries.add(IndexEntry.read(Json.parse(line, file + ":" + (entries.size() + 1))));
            }
        }
        return entries;
    }

    @Override
    public IndexManifest manifest() {
        return manifest;
    }

    @Override
    public List<Hit> search(Embedding query, int k, Predicate<IndexEntry> filter) {
        if (query.dimension() != manifest.dimension()) {
            throw new IllegalArgumentException(
                    "query: expected dimension " + manifest.dimension() + ", got " + query.dimension());
        }
        TopK best = new TopK(k);
        float[] rows = new float[BLOCK * manifest.dimension()];
        float[] scores = new float[BLOCK];
        float[] values = query.toArray();
        for (int first = 0; first < entries.size(); first += BLOCK) {
            int count = Math.min(BLOCK, entries.size() - first);
            vectors.copyRows(first, count, rows);
            dots(rows, values, scores);
            for (int i = 0; i < count; i++) {
                if (filter.test(entries.get(first + i))) {
                    best.offer(first + i, scores[i]);
                }
            }
        }
        return best.bestFirst().stream()
                .map(scored -> new Hit(scored.score(), entries.get((int) scored.row())))
                .toList();
    }

    /// The same sums, term by term, as [Embedding#dot(Embedding)].
    private static void dots(float[] rows, float[] query, float[] scores) {
        int d = query.length;
        float a = 0;
        float b = 0;
        float c = 0;
        float e = 0;
        for (int i = 0; i < d; i++) {
            float q = query[i];
            a += rows[i] * q;
            b += rows[d + i] * q;
            c += rows[2 * d + i] * q;
            e += rows[3 * d + i] * q;
        }
        scores[0] = a;
        scores[1] = b;
        scores[2] = c;
        scores[3] = e;
    }

    @Override
    public void close() {
        vectors.close();
    }
}
