package dev.mme5.core.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Finds the keys in which two recipes differ, named no deeper than people care for.
final class ChangedKeys {
    private static final int DEEPEST = 2;
    private static final int MOST_BESIDE_EACH_OTHER = 3;

    private ChangedKeys() {}

    static List<String> of(Node before, Node after) {
        return differences(before, after, "", 0);
    }

    private static List<String> differences(@Nullable Node before, @Nullable Node after, String path, int depth) {
        if (text(before).equals(text(after))) {
            return List.of();
        }
        if (depth == DEEPEST || !(before instanceof MappingNode) || !(after instanceof MappingNode)) {
            return List.of(path);
        }
        Map<String, Node> one = entries(before);
        Map<String, Node> other = entries(after);
        Set<String> keys = new LinkedHashSet<>(one.keySet());
        keys.addAll(other.keySet());
        List<String> changed = new ArrayList<>();
        keys.forEach(key -> changed.addAll(differences(one.get(key), other.get(key), path.isEmpty() ? key : path + "." + key, depth + 1)));
        return depth > 0 && changed.size() > MOST_BESIDE_EACH_OTHER ? List.of(path) : changed;
    }

    private static Map<String, Node> entries(Node node) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            entries.put(text(tuple.getKeyNode()), tuple.getValueNode());
        }
        return entries;
    }

    private static String text(@Nullable Node node) {
        return switch (node) {
            case null -> "";
            case ScalarNode scalar -> scalar.getValue();
            case SequenceNode sequence -> sequence.getValue().stream().map(ChangedKeys::text).toList().toString();
            case Node mapping -> entries(mapping).entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                    .toList()
                    .toString();
        };
    }

    static Optional<Node> parse(String yaml) {
        return new RecipeTree(new Problems()).parse(yaml, "recipe", "");
    }
}
