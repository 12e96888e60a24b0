package dev.mme5.serving.embed;

import dev.mme5.core.dataset.RowResult;
import dev.mme5.serving.vectors.VectorFormat;
import java.nio.file.Path;
import java.util.List;

/// What to embed in bulk, and where to write it.
///
/// @param source the file that the rows were read from, for messages
/// @param rows as they were read
/// @param prompt how a row becomes a prompt
/// @param onError what a broken row leads to
/// @param output the file of vectors; its ending chooses the format
public record BulkRequest(String source, List<RowResult> rows, RowPrompt prompt, OnError onError, Path output) {

    /// @throws IllegalArgumentException if the output's ending names no format
    public BulkRequest {
        rows = List.copyOf(rows);
        VectorFormat.of(output);
    }

    /// Where broken rows are listed.
    public Path rejectedFile() {
        return output.resolveSibling(output.getFileName() + ".rejected.jsonl");
    }
}
