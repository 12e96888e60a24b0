package dev.mme5.core.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// A recipe as a tree of YAML nodes, each of which knows its line, and the overrides laid over it.
final class RecipeTree {
    private final Problems problems;

    RecipeTree(Problems problems) {
        this.problems = problems;
    }

    /// Parses a text, empty if it is no YAML document.
    ///
    /// @param label the file, or [Problems#OVERRIDE]
    Optional<Node> parse(String text, String label, String path) {
        LoadSettings settings = LoadSettings.builder().setLabel(label).setSchema(new CoreSchema()).build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(label, label.equals(Problems.OVERRIDE) ? 0 : 1, path, "expected a value, got nothing; write one");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            problems.add(e.getProblemMark(), path, "expected YAML, got an error: " + e.getProblem() + "; correct the syntax");
        } catch (YamlEngineException e) {
            problems.add(label, 0, path, "expected YAML, got an error: " + e.getMessage() + "; correct the syntax");
        }
        return Optional.empty();
    }

    /// The tree with one value put in; the given tree is left alone.
    ///
    /// @param override `training.seed=7`; `data.0.weight=2` or `data[0].weight=2` reaches into a list. The value is YAML
    Node with(Node root, String override) {
        int equals = override.indexOf('=');
        String path = equals < 0 ? override : override.substring(0, equals).trim();
        if (equals < 0 || path.isEmpty()) {
            problems.add(Optional.empty(), override, "expected key.path=value, got no " + (equals < 0 ? "=" : "key") + "; add it");
            return root;
        }
        List<String> keys = List.of(path.replaceAll("\\[(\\d+)]", ".$1").split("\\.", -1));
        return parse(override.substring(equals + 1), Problems.OVERRIDE, path)
                .map(value -> replaced(root, keys, value, path))
                .orElse(root);
    }

    private Node replaced(@Nullable Node node, List<String> keys, Node value, String path) {
        if (keys.isEmpty()) {
            return value;
        }
        String key = keys.getFirst();
        List<String> rest = keys.subList(1, keys.size());
        return switch (node) {
            case null -> mapping(List.of(), key, replaced(null, rest, value, path), value.getStartMark());
            case MappingNode mapping -> {
                Node below = replaced(find(mapping, key), rest, value, path);
                yield mapping(mapping.getValue(), key, below, mapping.getStartMark());
            }
            case SequenceNode sequence when isIndex(key, sequence) -> {
                List<Node> items = new ArrayList<>(sequence.getValue());
                items.set(Integer.parseInt(key), replaced(items.get(Integer.parseInt(key)), rest, value, path));
                yield new SequenceNode(Tag.SEQ, true, items, sequence.getFlowStyle(), sequence.getStartMark(), sequence.getEndMark());
            }
            case SequenceNode sequence -> {
                problems.add(value, path, "expected an index below " + sequence.getValue().size() + ", got " + key + "; correct the path");
                yield sequence;
            }
            case Node other -> {
                problems.add(value, path, "expected a mapping above " + key + ", got a single value; correct the path");
                yield other;
            }
        };
    }

    private static boolean isIndex(String key, SequenceNode sequence) {
        return key.matches("\\d{1,9}") && Integer.parseInt(key) < sequence.getValue().size();
    }

    private static @Nullable Node find(MappingNode mapping, String key) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (isKey(tuple, key)) {
                return tuple.getValueNode();
            }
        }
        return null;
    }

    private static MappingNode mapping(List<NodeTuple> before, String key, Node value, Optional<Mark> mark) {
        List<NodeTuple> tuples = new ArrayList<>(before);
        for (int i = 0; i < tuples.size(); i++) {
            if (isKey(tuples.get(i), key)) {
                tuples.set(i, new NodeTuple(tuples.get(i).getKeyNode(), value));
                return new MappingNode(Tag.MAP, true, tuples, FlowStyle.BLOCK, mark, mark);
            }
        }
        Node keyNode = new ScalarNode(Tag.STR, true, key, ScalarStyle.PLAIN, value.getStartMark(), value.getEndMark());
        tuples.add(new NodeTuple(keyNode, value));
        return new MappingNode(Tag.MAP, true, tuples, FlowStyle.BLOCK, mark, mark);
    }

    private static boolean isKey(NodeTuple tuple, String key) {
        return tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key);
    }
}
