package dev.mme5.synthesis.teacher;

import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A JSON object whose keys may be spelled in other ways: `hardNegative` is also found as `hard_negative` or `Hard Negative`.
final class LooseObject {
    private final JsonObject object;
    private final Map<String, String> keys = new LinkedHashMap<>();

    /// @throws JsonException if a key stands twice, in two spellings
    LooseObject(JsonObject object) {
        this.object = object;
        for (String key : object.keys()) {
            String other = keys.put(folded(key), key);
            if (other != null) {
                throw object.error(key, "expected one key of that meaning, got " + other + " too");
            }
        }
    }

    /// Whether two words differ in spelling only.
    static boolean alike(String one, String other) {
        return folded(one).equals(folded(other));
    }

    JsonObject object() {
        return object;
    }

    /// Those of the wanted keys that are there, in the order in which they are there.
    List<String> known(List<String> wanted) {
        return keys.keySet().stream()
                .flatMap(folded -> wanted.stream().filter(key -> folded(key).equals(folded)))
                .toList();
    }

    /// @throws JsonException if it is absent or no string
    String text(String key) {
        return object.string(spelled(key));
    }

    /// Empty if it is absent or null.
    ///
    /// @throws JsonException if it is there and no string
    String textOrEmpty(String key) {
        return object.stringOr(spelled(key), "");
    }

    /// @throws JsonException if it is absent or no object
    LooseObject object(String key) {
        return new LooseObject(object.object(spelled(key)));
    }

    /// A list of objects; a single object counts as a list of one.
    ///
    /// @throws JsonException if it is absent or anything else
    List<JsonObject> objects(String key) {
        try {
            return object.objects(spelled(key));
        } catch (JsonException noList) {
            return List.of(single(key, noList));
        }
    }

    private JsonObject single(String key, JsonException otherwise) {
        try {
            return object.object(spelled(key));
        } catch (JsonException e) {
            throw otherwise;
        }
    }

    private String spelled(String key) {
        return keys.getOrDefault(folded(key), key);
    }

    private static String folded(String key) {
        StringBuilder folded = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            char one = key.charAt(i);
            if (one != '_' && one != '-' && !Character.isWhitespace(one)) {
                folded.append(Character.toLowerCase(one));
            }
        }
        return folded.toString();
    }
}
