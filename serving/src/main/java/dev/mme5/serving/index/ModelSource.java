package dev.mme5.serving.index;

import dev.mme5.core.json.JsonObject;
import java.util.Optional;

/// Where a model can be opened from again.
///
/// @param model the name of a shipped model, or a folder
/// @param adapter the adapter's folder, if one was used
/// @param dtype the type it computed in, such as `f32`
public record ModelSource(String model, Optional<String> adapter, String dtype) {

    static ModelSource read(JsonObject json) {
        return new ModelSource(json.string("model"), json.optionalString("adapter"), json.string("dtype"));
    }
}
