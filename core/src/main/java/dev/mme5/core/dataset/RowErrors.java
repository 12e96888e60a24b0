package dev.mme5.core.dataset;

import dev.mme5.core.DatasetException;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonLines;
import java.util.Map;

/// Makes an error about a row say what to do.
final class RowErrors {
    private RowErrors() {}

    static DatasetException of(JsonException e) {
        boolean saysWhatToDo = e.detail().contains("; ");
        return new DatasetException(saysWhatToDo ? e.getMessage() : e.getMessage() + "; correct or remove the row", e);
    }

    /// Refuses an id that an earlier line has.
    ///
    /// @param lineOfId the lines of the ids so far; takes this one
    /// @throws JsonException if it is there already
    static void requireNewId(String id, JsonLines.Line line, Map<String, Integer> lineOfId) {
        Integer earlier = lineOfId.putIfAbsent(id, line.number());
        if (earlier != null) {
            throw line.object().error("id", "expected an id of its own, got \"" + id + "\", which line " + earlier + " has; rename one");
        }
    }
}
