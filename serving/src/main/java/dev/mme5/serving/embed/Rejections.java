package dev.mme5.serving.embed;

import dev.mme5.core.DatasetException;
import dev.mme5.core.dataset.InputRow;
import dev.mme5.core.dataset.RowResult;
import dev.mme5.core.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Sets broken rows aside, or ends the run at the first one.
final class Rejections {
    private final String source;
    private final OnError onError;
    private final List<RejectedRow> rejected = new ArrayList<>();

    /// @param source the file or folder that the rows come from
    Rejections(String source, OnError onError) {
        this.source = source;
        this.onError = onError;
    }

    /// The rows that could be read; the others are set aside.
    ///
    /// @throws DatasetException at the first broken row, if that is to end the run
    List<InputRow> whole(List<RowResult> results) {
        List<InputRow> rows = new ArrayList<>();
        for (RowResult result : results) {
            switch (result) {
                case RowResult.Good good -> rows.add(good.row());
                case RowResult.Bad bad -> add(new RejectedRow(source, bad.line(), bad.reason()));
            }
        }
        return rows;
    }

    void add(InputRow row, String reason) {
        add(RejectedRow.of(source, row, reason));
    }

    private void add(RejectedRow row) {
        if (onError == OnError.FAIL) {
            throw new DatasetException(row + "; correct it, or set such rows aside with --on-error skip");
        }
        rejected.add(row);
    }

    /// What was set aside, by line.
    List<RejectedRow> sorted() {
        return rejected.stream()
                .sorted(Comparator.comparingInt(RejectedRow::line).thenComparing(RejectedRow::file))
                .toList();
    }

    /// The list as a file: one JSON object a line.
    String toJsonLines() {
        StringBuilder lines = new StringBuilder();
        sorted().forEach(row -> lines.append(Json.write(row)).append('\n'));
        return lines.toString();
    }
}
