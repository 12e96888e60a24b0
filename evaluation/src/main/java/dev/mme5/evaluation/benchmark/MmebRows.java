package dev.mme5.evaluation.benchmark;

import dev.mme5.core.Content;
import dev.mme5.core.DatasetException;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Prompts;
import dev.mme5.core.dataset.BenchmarkRow;
import dev.mme5.core.dataset.BenchmarkRows;
import dev.mme5.core.dataset.ImageMark;
import dev.mme5.core.dataset.MarkedPrompt;
import dev.mme5.evaluation.metric.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Tasks from and to rows in MMEB's columns. The texts of such rows are whole prompts; [MarkedPrompt] says where the picture stands.
public final class MmebRows {
    private MmebRows() {}

    /// Reads a task.
    ///
    /// @param file JSONL in MMEB's columns
    /// @param images the folder that the picture paths start from
    /// @throws DatasetException if there is no row, or a bad one
    public static CandidateTask read(Path file, Path images, TaskLabel label, List<Metric> metrics) {
        return filled(file.toString(), label, BenchmarkRows.read(file, images), metrics);
    }

    /// A task that is read when its turn comes.
    static TaskSource source(TaskLabel label, Supplier<List<BenchmarkRow>> rows, List<Metric> metrics) {
        return new TaskSource(label.name(), () -> filled(label.name(), label, rows.get(), metrics));
    }

    private static CandidateTask filled(String where, TaskLabel label, List<BenchmarkRow> rows, List<Metric> metrics) {
        if (rows.isEmpty()) {
            throw new DatasetException(where + ": expected at least one row, got none");
        }
        return task(label, rows, metrics);
    }

    static CandidateTask task(TaskLabel label, List<BenchmarkRow> benchmarkRows, List<Metric> metrics) {
        Map<Content, Integer> documents = new LinkedHashMap<>();
        List<CandidateTask.Row> rows = new ArrayList<>();
        for (BenchmarkRow row : benchmarkRows) {
            List<Integer> candidates = new ArrayList<>();
            for (int i = 0; i < row.targetTexts().size(); i++) {
                Content document = document(row.targetTexts().get(i), row.targetImages().get(i));
                Integer index = documents.putIfAbsent(document, documents.size());
                candidates.add(index == null ? documents.size() - 1 : index);
            }
            String cluster = cluster(row, label.name() + " " + rows.size());
            rows.add(new CandidateTask.Row(content(row.queryText(), row.queryImage()), candidates, cluster));
        }
        return new CandidateTask(label, List.copyOf(documents.keySet()), rows, metrics);
    }

    /// Writes prompts as a row; the first document is the right one.
    static BenchmarkRow row(Content query, List<Content> documents) {
        return new BenchmarkRow(
                text(query),
                query.image(),
                documents.stream().map(MmebRows::text).toList(),
                documents.stream().map(Content::image).toList());
    }

    private static String text(Content content) {
        String text = content.text().orElse("");
        return content.modality().hasImage() ? ImageMark.before(text) : text;
    }

    private static Content document(String text, Optional<ImageRef> image) {
        Content content = content(text, image);
        return content.text().isEmpty() ? Prompts.document(content) : content;
    }

    private static Content content(String text, Optional<ImageRef> image) {
        return MarkedPrompt.content(text, image.map(Pictures::normalised));
    }

    /// Rows about one picture belong together: the query's, or else the right answer's.
    private static String cluster(BenchmarkRow row, String alone) {
        return row.queryImage().or(() -> row.targetImages().getFirst()).map(ContentHash::pictureName).orElse(alone);
    }
}
