package dev.mme5.core.json;

import dev.mme5.core.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON object that knows where it stands. Immutable and thread-safe.
///
/// Each accessor throws [JsonException] `<where>: <key path>: expected a string, got 3` if the value is missing or of another type.
/// A key whose value is null counts as absent where absence is allowed.
public final class JsonObject {
    private static final int SHOWN_CHARACTERS = 60;

    private final ObjectNode node;
    private final String where;
    private final String path;

    JsonObject(ObjectNode node, String where, String path) {
        this.node = node;
        this.where = where;
        this.path = path;
    }

    ObjectNode node() {
        return node;
    }

    /// The file, or file and line, that begins each error.
    public String where() {
        return where;
    }

    /// The keys in the order of the text.
    public List<String> keys() {
        return List.copyOf(node.propertyNames());
    }

    /// Whether the key is there with a value other than null.
    public boolean has(String key) {
        JsonNode value = node.get(key);
        return value != null && !value.isNull();
    }

    /// Refuses any key but these.
    public void allowOnly(Collection<String> known) {
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                String hint = Spelling.nearest(key, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("leave it out");
                throw error(key, "expected one of the keys " + String.join(", ", known) + ", got another; " + hint);
            }
        }
    }

    public String string(String key) {
        return asString(required(key, "a string"), keyPath(key));
    }

    public Optional<String> optionalString(String key) {
        return has(key) ? Optional.of(string(key)) : Optional.empty();
    }

    public String stringOr(String key, String absent) {
        return has(key) ? string(key) : absent;
    }

    public int integer(String key) {
        return asInteger(required(key, "an integer"), keyPath(key));
    }

    public int integerOr(String key, int absent) {
        return has(key) ? integer(key) : absent;
    }

    public long longInteger(String key) {
        JsonNode value = required(key, "an integer");
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw mismatch(keyPath(key), "an integer", value);
        }
        return value.longValue();
    }

    /// A number, whole or not.
    public double number(String key) {
        return asNumber(required(key, "a number"), keyPath(key));
    }

    public double numberOr(String key, double absent) {
        return has(key) ? number(key) : absent;
    }

    public boolean bool(String key) {
        JsonNode value = required(key, "true or false");
        if (!value.isBoolean()) {
            throw mismatch(keyPath(key), "true or false", value);
        }
        return value.booleanValue();
    }

    public boolean boolOr(String key, boolean absent) {
        return has(key) ? bool(key) : absent;
    }

    public JsonObject object(String key) {
        return asObject(required(key, "an object"), keyPath(key));
    }

    public Optional<JsonObject> optionalObject(String key) {
        return has(key) ? Optional.of(object(key)) : Optional.empty();
    }

    public List<JsonObject> objects(String key) {
        return list(key, "a list of objects", this::asObject);
    }

    public List<String> strings(String key) {
        return list(key, "a list of strings", this::asString);
    }

    public List<Integer> integers(String key) {
        return list(key, "a list of integers", this::asInteger);
    }

    /// A list of lists, such as pairs.
    public List<List<Integer>> integerLists(String key) {
        return list(key, "a list of lists of integers", this::asIntegerList);
    }

    /// A list of lists of strings, such as pairs.
    public List<List<String>> stringLists(String key) {
        return list(key, "a list of lists of strings", this::asStringList);
    }

    public List<Double> numbers(String key) {
        return list(key, "a list of numbers", this::asNumber);
    }

    /// An error about one of the keys, for what the types cannot say.
    ///
    /// @param detail `expected <this>, got <that>; <what to do>`
    public JsonException error(String key, String detail) {
        return new JsonException(where, keyPath(key) + ": " + detail);
    }

    /// The object as compact JSON.
    @Override
    public String toString() {
        return node.toString();
    }

    /// A value as an error shows it: shortened when long.
    static String shown(JsonNode value) {
        if (value.isObject()) {
            return "an object";
        }
        if (value.isArray()) {
            return "a list";
        }
        String text = value.toString();
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }

    private JsonNode required(String key, String expected) {
        @Nullable JsonNode value = node.get(key);
        if (value == null) {
            throw error(key, "expected " + expected + ", got no such key");
        }
        return value;
    }

    private <T> List<T> list(String key, String expected, BiFunction<JsonNode, String, T> item) {
        JsonNode value = required(key, expected);
        if (!value.isArray()) {
            throw mismatch(keyPath(key), expected, value);
        }
        List<T> items = new ArrayList<>(value.size());
        for (JsonNode element : value.values()) {
            items.add(item.apply(element, keyPath(key) + "[" + items.size() + "]"));
        }
        return List.copyOf(items);
    }

    private String asString(JsonNode value, String at) {
        if (!value.isString()) {
            throw mismatch(at, "a string", value);
        }
        return value.stringValue();
    }

    private int asInteger(JsonNode value, String at) {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw mismatch(at, "an integer", value);
        }
        return value.intValue();
    }

    private List<Integer> asIntegerList(JsonNode value, String at) {
        if (!value.isArray()) {
            throw mismatch(at, "a list of integers", value);
        }
        return value.values().stream().map(element -> asInteger(element, at)).toList();
    }

    private List<String> asStringList(JsonNode value, String at) {
        if (!value.isArray()) {
            throw mismatch(at, "a list of strings", value);
        }
        return value.values().stream().map(element -> asString(element, at)).toList();
    }

    private double asNumber(JsonNode value, String at) {
        if (!value.isNumber()) {
            throw mismatch(at, "a number", value);
        }
        return value.doubleValue();
    }

    private JsonObject asObject(JsonNode value, String at) {
        if (value instanceof ObjectNode object) {
            return new JsonObject(object, where, at);
        }
        throw mismatch(at, "an object", value);
    }

    private JsonException mismatch(String at, String expected, JsonNode value) {
        return new JsonException(where, at + ": expected " + expected + ", got " + shown(value));
    }

    private String keyPath(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
