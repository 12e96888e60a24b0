package dev.mme5.evaluation;

import dev.mme5.core.json.JsonObject;
import java.util.List;

/// A row, or a document of a shared pool, that could not be used.
///
/// @param row its index in the task, from 0
/// @param reason which content, and why
public record SetAside(int row, String reason) {

    static List<SetAside> readAll(List<JsonObject> rows) {
        return rows.stream().map(row -> new SetAside(row.integer("row"), row.string("reason"))).toList();
    }
}
