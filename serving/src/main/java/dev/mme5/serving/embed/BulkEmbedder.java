package dev.mme5.serving.embed;

import dev.mme5.core.Embedder;
import dev.mme5.core.Embedding;
import dev.mme5.core.dataset.InputRow;
import dev.mme5.core.run.AtomicFiles;
import dev.mme5.core.run.Progress;
import dev.mme5.serving.vectors.VectorFormat;
import dev.mme5.serving.vectors.VectorSink;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Turns a file of rows into a file of vectors. The output is there whole, or not at all.
public final class BulkEmbedder {
    private final Embedder embedder;
    private final int batch;
    private final InstantSource clock;
    private final Progress progress;

    /// @param batch most rows in one call of the embedder, at least 1
    public BulkEmbedder(Embedder embedder, int batch, InstantSource clock, Progress progress) {
        this.embedder = embedder;
        this.batch = batch;
        this.clock = clock;
        this.progress = progress;
    }

    /// Embeds the rows in order. With [OnError#SKIP] the broken ones are listed in [BulkRequest#rejectedFile()], which is written even
    /// if there is none; otherwise a list that an earlier run left is removed.
    ///
    /// @throws dev.mme5.core.DatasetException at the first broken row with [OnError#FAIL]; nothing is written then
    public BulkReport run(BulkRequest request) throws IOException {
        Instant begin = clock.instant();
        Rejections rejections = new Rejections(request.source(), request.onError());
        List<InputRow> rows = rejections.whole(request.rows());
        VectorFormat format = VectorFormat.of(request.output());
        Optional<Instant> first;
        long items;
        try (StagedFiles files = StagedFiles.beside(format.files(request.output()));
                VectorSink vectors = format.open(files.staged(), embedder.info().dimension());
                Progress.Stage stage = progress.begin("embedding", rows.size())) {
            Writing writing = new Writing(vectors, rejections);
            new RowEmbedder(embedder, batch, writing).embed(rows, request.prompt(), stage);
            vectors.finish();
            listRejected(request, rejections);
            files.moveIntoPlace();
            first = writing.first;
            items = writing.items;
        }
        Instant end = clock.instant();
        return new BulkReport(items, rejections.sorted(), seconds(begin, end),
                first.map(instant -> seconds(begin, instant)).orElse(0.0), ProcessMemory.peakRssBytes(),
                ProcessMemory.ownRssBytes());
    }

    private static void listRejected(BulkRequest request, Rejections rejections) throws IOException {
        switch (request.onError()) {
            case FAIL -> Files.deleteIfExists(request.rejectedFile());
            case SKIP -> AtomicFiles.writeString(request.rejectedFile(), rejections.toJsonLines());
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private final class Writing implements RowSink {
        private final VectorSink vectors;
        private final Rejections rejections;
        private Optional<Instant> first = Optional.empty();
        private long items;

        Writing(VectorSink vectors, Rejections rejections) {
            this.vectors = vectors;
            this.rejections = rejections;
        }

        @Override
        public void vector(InputRow row, Embedding embedding) throws IOException {
            if (items == 0) {
                first = Optional.of(clock.instant());
            }
            vectors.append(row.id(), embedding);
            items++;
        }

        @Override
        public void rejected(InputRow row, String reason) {
            rejections.add(row, reason);
        }
    }
}
