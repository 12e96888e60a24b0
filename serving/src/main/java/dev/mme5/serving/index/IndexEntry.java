package dev.mme5.serving.index;

import dev.mme5.core.json.JsonObject;
import java.util.Optional;

/// What one vector of an index stands for.
///
/// @param id the name it was added under
/// @param text its text, if it has one
/// @param location its picture as [dev.mme5.core.ImageRef] reads it, absent for text alone and for a picture that came inside its row
public record IndexEntry(String id, Optional<String> text, Optional<String> location) {

    static IndexEntry read(JsonObject json) {
        return new IndexEntry(json.string("id"), json.optionalString("text"), json.optionalString("location"));
    }
}
