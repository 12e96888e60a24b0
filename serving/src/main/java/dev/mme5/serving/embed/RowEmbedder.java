package dev.mme5.serving.embed;

import dev.mme5.core.Content;
import dev.mme5.core.ContentException;
import dev.mme5.core.Embedder;
import dev.mme5.core.Embedding;
import dev.mme5.core.dataset.InputRow;
import dev.mme5.core.run.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Embeds rows batch by batch. Looks some batches ahead and puts rows of like length together, so that little is computed for padding;
/// what comes out is in the order of the rows all the same.
final class RowEmbedder {
    private static final int LOOK_AHEAD = 16;
    private static final Comparator<Prompted> BY_COST = Comparator
            .comparing((Prompted prompted) -> prompted.content().modality().hasImage())
            .thenComparingInt(prompted -> prompted.content().text().orElse("").length())
            .thenComparingInt(Prompted::place);

    private final Embedder embedder;
    private final int batch;
    private final RowSink sink;

    /// @param batch most rows in one call of the embedder, at least 1
    RowEmbedder(Embedder embedder, int batch, RowSink sink) {
        if (batch < 1) {
            throw new IllegalArgumentException("batch: expected at least 1, got " + batch);
        }
        this.embedder = embedder;
        this.batch = batch;
        this.sink = sink;
    }

    /// Embeds the rows. The first batch is not held back for the look-ahead, so that the first vectors come at once.
    void embed(List<InputRow> rows, RowPrompt prompt, Progress.Stage stage) throws IOException {
        int from = 0;
        while (from < rows.size()) {
            int window = from == 0 ? batch : Math.multiplyExact(batch, LOOK_AHEAD);
            int to = Math.min(rows.size(), from + window);
            embedWindow(rows.subList(from, to), prompt, stage);
            from = to;
        }
    }

    private void embedWindow(List<InputRow> rows, RowPrompt prompt, Progress.Stage stage) throws IOException {
        List<Prompted> open = prompted(rows, prompt);
        stage.advance(rows.size() - open.size());
        open.sort(BY_COST);
        Map<Integer, Embedding> vectors = new HashMap<>();
        for (int from = 0; from < open.size(); from += batch) {
            List<Prompted> part = open.subList(from, Math.min(open.size(), from + batch));
            embedBatch(part, vectors);
            stage.advance(part.size());
        }
        for (int place = 0; place < rows.size(); place++) {
            Embedding vector = vectors.get(place);
            if (vector != null) {
                sink.vector(rows.get(place), vector);
            }
        }
    }

    private List<Prompted> prompted(List<InputRow> rows, RowPrompt prompt) {
        List<Prompted> prompted = new ArrayList<>();
        for (int place = 0; place < rows.size(); place++) {
            InputRow row = rows.get(place);
            try {
                prompted.add(new Prompted(place, row, prompt.of(row)));
            } catch (ContentException e) {
                sink.rejected(row, e.getMessage());
            }
        }
        return prompted;
    }

    /// Embeds a batch, again without each row that turns out to be broken.
    private void embedBatch(List<Prompted> batch, Map<Integer, Embedding> vectors) {
        List<Prompted> open = new ArrayList<>(batch);
        while (!open.isEmpty()) {
            try {
                List<Embedding> embedded = embedder.embed(open.stream().map(Prompted::content).toList());
                for (int i = 0; i < open.size(); i++) {
                    vectors.put(open.get(i).place(), embedded.get(i));
                }
                return;
            } catch (ContentException e) {
                sink.rejected(open.remove(e.index()).row(), e.getMessage());
            }
        }
    }

    private record Prompted(int place, InputRow row, Content content) {}
}
