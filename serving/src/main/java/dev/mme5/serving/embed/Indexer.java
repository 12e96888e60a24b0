package dev.mme5.serving.embed;

import dev.mme5.core.DatasetException;
import dev.mme5.core.Embedder;
import dev.mme5.core.Embedding;
import dev.mme5.core.ImageRef;
import dev.mme5.core.dataset.InputRow;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Progress;
import dev.mme5.serving.index.ExactIndexWriter;
import dev.mme5.serving.index.IndexEntry;
import dev.mme5.serving.index.IndexManifest;
import dev.mme5.serving.index.VectorIndexWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Turns rows, or the pictures of a folder, into an index. The index is there whole, or not at all.
public final class Indexer {
    private static final String REJECTED = "rejected.jsonl";

    private final Embedder embedder;
    private final int batch;
    private final Progress progress;

    /// @param batch most rows in one call of the embedder, at least 1
    public Indexer(Embedder embedder, int batch, Progress progress) {
        this.embedder = embedder;
        this.batch = batch;
        this.progress = progress;
    }

    /// Embeds the rows as documents and writes the index; rows that were set aside are listed in its `rejected.jsonl`.
    ///
    /// @throws DatasetException at the first broken row with [OnError#FAIL]; if no row is whole; if the target's place is taken
    public IndexReport index(IndexRequest request) throws IOException {
        Rejections rejections = new Rejections(request.source(), request.onError());
        List<InputRow> rows = rejections.whole(request.rows());
        try (VectorIndexWriter index = new ExactIndexWriter(request.target(), embedder.info(), request.model());
                Progress.Stage stage = progress.begin("indexing", rows.size())) {
            new RowEmbedder(embedder, batch, new Adding(index, rejections)).embed(rows, RowPrompt.DOCUMENT, stage);
            List<RejectedRow> rejected = rejections.sorted();
            if (rejected.size() == request.rows().size()) {
                throw new DatasetException(request.source() + ": expected at least one whole row, got " + rejected.size()
                        + " broken ones" + rejected.stream().findFirst().map(row -> ", the first " + row).orElse(""));
            }
            IndexManifest manifest = index.finish();
            if (!rejected.isEmpty()) {
                AtomicFiles.writeString(request.target().resolve(REJECTED), rejections.toJsonLines());
            }
            return new IndexReport(manifest, rejected);
        }
    }

    /// What was indexed.
    ///
    /// @param manifest of the index
    /// @param rejected rows that were set aside, by line
    public record IndexReport(IndexManifest manifest, List<RejectedRow> rejected) {}

    private record Adding(VectorIndexWriter index, Rejections rejections) implements RowSink {
        @Override
        public void vector(InputRow row, Embedding embedding) throws IOException {
            index.add(new IndexEntry(row.id(), row.text(), row.image().flatMap(Adding::location)), embedding);
        }

        @Override
        public void rejected(InputRow row, String reason) {
            rejections.add(row, reason);
        }

        private static Optional<String> location(ImageRef image) {
            return switch (image) {
                case ImageRef.FileImage file -> Optional.of(file.path().toAbsolutePath().normalize().toString());
                case ImageRef.ZippedImage zipped ->
                    Optional.of(zipped.archive().toAbsolutePath().normalize() + "!/" + zipped.entry());
                case ImageRef.TarImage member -> Optional.of(member.archive().toAbsolutePath().normalize() + "!/" + member.entry());
                case ImageRef.InlineImage _ -> Optional.empty();
            };
        }
    }
}
