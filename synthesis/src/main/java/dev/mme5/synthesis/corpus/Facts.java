package dev.mme5.synthesis.corpus;

import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// Finds facts in an object, under the names that data sets give them. Other keys are passed over, and so are values that are no text.
final class Facts {
    static final List<String> CAPTION = List.of("caption", "text", "title");
    static final List<String> LICENCE = List.of("licence", "license");
    static final List<String> SOURCE = List.of("source", "url");

    private Facts() {}

    static PictureFacts of(JsonObject object) {
        return new PictureFacts(first(object, CAPTION), first(object, LICENCE), first(object, SOURCE));
    }

    private static Optional<String> first(JsonObject object, List<String> keys) {
        for (String key : keys) {
            try {
                Optional<String> text = object.optionalString(key).filter(value -> !value.isBlank());
                if (text.isPresent()) {
                    return text;
                }
            } catch (JsonException e) {
                continue; // a number or a list: not what we look for
            }
        }
        return Optional.empty();
    }
}
