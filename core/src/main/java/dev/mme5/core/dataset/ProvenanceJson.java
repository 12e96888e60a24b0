package dev.mme5.core.dataset;

import dev.mme5.core.Provenance;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;

/// A row's [Provenance] as JSON, for files of other layouts than the native one.
public final class ProvenanceJson {
    private ProvenanceJson() {}

    /// The object that native rows have under `provenance`.
    public static JsonObject write(Provenance provenance) {
        return Json.parse(Json.write(ProvenanceRow.of(provenance)), "provenance");
    }

    /// Reads it back.
    ///
    /// @throws dev.mme5.core.json.JsonException if it is something else
    public static Provenance read(JsonObject provenance) {
        return ProvenanceRow.read(provenance);
    }
}
