package dev.mme5.synthesis.teacher.prompt;

import dev.mme5.core.json.Json;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.teacher.ProtocolKeys;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON schema of an answer, made of the protocol's own keys: strict, every key required, no other allowed, in the order in which
/// the model is to think. Services that enforce schemas write the keys in this order.
public final class AnswerSchema {
    /// The schema's name for services that want one.
    public static final String NAME = "single_pass";

    private static final String JSON = Json.write(object(Map.of(
            "interpretations", Map.of("type", "array", "items", object(Map.of("role", role()), ProtocolKeys.INTERPRETATION)),
            "draft", object(Map.of(), ProtocolKeys.DRAFT),
            "evaluation", object(Map.of(), ProtocolKeys.EVALUATION),
            "revised", object(Map.of(), ProtocolKeys.DRAFT)), ProtocolKeys.ANSWER));

    private AnswerSchema() {}

    /// The schema on one line.
    public static String json() {
        return JSON;
    }

    /// An example of the form, as it is shown in prompts: every key in its place, with dots for the values.
    static String shape() {
        String draft = shape(ProtocolKeys.DRAFT);
        Map<String, String> nested = Map.of(
                "interpretations", "[" + shape(ProtocolKeys.INTERPRETATION) + ", one for each picture]",
                "draft", draft,
                "evaluation", shape(ProtocolKeys.EVALUATION),
                "revised", draft);
        StringBuilder shape = new StringBuilder("{");
        for (String key : ProtocolKeys.ANSWER) {
            shape.append(shape.length() == 1 ? "" : ",");
            shape.append("\n \"").append(key).append("\": ").append(nested.getOrDefault(key, "\"…\""));
        }
        return shape.append("\n}").toString();
    }

    private static String shape(List<String> keys) {
        return "{" + String.join(", ", keys.stream().map(key -> "\"" + key + "\": \"…\"").toList()) + "}";
    }

    private static Map<String, Object> role() {
        return Map.of("type", "string", "enum", Arrays.stream(PictureRole.values()).map(PictureRole::code).toList());
    }

    /// @param nested schemas of keys that are no plain strings
    private static Map<String, Object> object(Map<String, Object> nested, List<String> keys) {
        Map<String, Object> properties = new LinkedHashMap<>();
        keys.forEach(key -> properties.put(key, nested.getOrDefault(key, Map.of("type", "string"))));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        object.put("required", keys);
        object.put("additionalProperties", false);
        return object;
    }
}
