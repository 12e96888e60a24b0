package dev.mme5.serving.embed;

import dev.mme5.core.dataset.RowResult;
import dev.mme5.serving.index.ModelSource;
import java.nio.file.Path;
import java.util.List;

/// What to index, and where.
///
/// @param source the file or folder that the rows come from, for messages
/// @param rows as they were read
/// @param onError what a broken row leads to
/// @param target the index's folder
/// @param model where the model can be opened from again, kept in the index so that a search finds it
public record IndexRequest(String source, List<RowResult> rows, OnError onError, Path target, ModelSource model) {
    public IndexRequest {
        rows = List.copyOf(rows);
    }
}
