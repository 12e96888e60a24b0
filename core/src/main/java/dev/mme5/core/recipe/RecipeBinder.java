package dev.mme5.core.recipe;

import dev.mme5.core.Spelling;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Makes records of YAML nodes. Whatever does not fit becomes a problem and null; the search goes on beside it.
final class RecipeBinder {
    private final Problems problems;

    RecipeBinder(Problems problems) {
        this.problems = problems;
    }

    /// @param path the key path of the node, empty for the document
    /// @return null if there was a problem
    @Nullable Object bind(Node node, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return bindOptional(node, arguments[0], path);
            }
            if (generic.getRawType() == List.class) {
                return bindList(node, arguments[0], path);
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return bindMap(node, arguments[1], path);
            }
        }
        if (!(type instanceof Class<?> known)) {
            throw unsupported(type, path);
        }
        if (ScalarType.covers(known)) {
            return bindScalar(node, new ScalarType(known), path);
        }
        if (known.isRecord()) {
            return mapping(node, "a mapping", path).map(entries -> bindRecord(node, entries, known, path)).orElse(null);
        }
        if (known.isSealed() && known.isInterface()) {
            return mapping(node, "a mapping with a kind", path).map(entries -> bindVariant(node, entries, known, path)).orElse(null);
        }
        throw unsupported(type, path);
    }

    private @Nullable Object bindScalar(Node node, ScalarType type, String path) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(node, path, "expected " + type.expected() + ", got " + shown(node) + "; write one value");
            return null;
        }
        Optional<?> value = type.read(scalar);
        if (value.isEmpty()) {
            problems.add(node, path, "expected " + type.expected() + ", got " + shown(node) + "; " + type.advice(scalar));
        }
        return value.orElse(null);
    }

    private @Nullable Object bindOptional(Node node, Type type, String path) {
        if (node.getTag().equals(Tag.NULL)) {
            return Optional.empty();
        }
        @Nullable Object value = bind(node, type, path);
        return value == null ? null : Optional.of(value);
    }

    private @Nullable Object bindList(Node node, Type type, String path) {
        if (!(node instanceof SequenceNode sequence)) {
            problems.add(node, path, "expected a list, got " + shown(node) + "; write [a, b] or a line with - for each");
            return null;
        }
        List<Object> items = new ArrayList<>();
        int before = problems.count();
        for (int i = 0; i < sequence.getValue().size(); i++) {
            @Nullable Object item = bind(sequence.getValue().get(i), type, path + "[" + i + "]");
            if (item != null) {
                items.add(item);
            }
        }
        return problems.count() > before ? null : List.copyOf(items);
    }

    private @Nullable Object bindMap(Node node, Type type, String path) {
        Optional<Map<String, NodeTuple>> entries = mapping(node, "a mapping", path);
        if (entries.isEmpty()) {
            return null;
        }
        SequencedMap<String, Object> values = new LinkedHashMap<>();
        int before = problems.count();
        entries.get().forEach((key, below) -> {
            @Nullable Object value = bind(below.getValueNode(), type, join(path, key));
            if (value != null) {
                values.put(key, value);
            }
        });
        return problems.count() > before ? null : Collections.unmodifiableSequencedMap(values);
    }

    private @Nullable Object bindVariant(Node node, Map<String, NodeTuple> entries, Class<?> type, String path) {
        Map<String, Class<?>> variants = Variants.of(type);
        String kindPath = join(path, Variants.KEY);
        String expected = "expected one of " + String.join(", ", variants.keySet());
        NodeTuple chosen = entries.get(Variants.KEY);
        if (chosen == null) {
            problems.add(node, kindPath, expected + ", got no such key; add it");
            return null;
        }
        Node kind = chosen.getValueNode();
        String name = kind instanceof ScalarNode scalar ? scalar.getValue() : "";
        Class<?> variant = variants.get(name);
        if (variant == null) {
            problems.add(kind, kindPath, expected + ", got " + shown(kind) + "; " + hint(name, variants.keySet(), "choose one"));
            return null;
        }
        Map<String, NodeTuple> others = new LinkedHashMap<>(entries);
        others.remove(Variants.KEY);
        return bindRecord(node, others, variant, path);
    }

    private @Nullable Object bindRecord(Node node, Map<String, NodeTuple> entries, Class<?> type, String path) {
        int before = problems.count();
        List<@Nullable Object> values = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            known.add(component.getName());
            NodeTuple entry = entries.get(component.getName());
            values.add(
                    entry == null
                            ? absent(node, component, path)
                            : bind(entry.getValueNode(), component.getGenericType(), join(path, component.getName())));
        }
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                String expected = known.isEmpty() ? "expected no key" : "expected one of the keys " + String.join(", ", known);
                problems.add(entry.getKeyNode(), join(path, key), expected + ", got another; " + hint(key, known, "leave it out"));
            }
        });
        if (problems.count() > before) {
            return null;
        }
        try {
            return Records.create(type, values);
        } catch (IllegalArgumentException e) {
            problems.add(node, path, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Object absent(Node node, RecordComponent component, String path) {
        if (component.getType() == Optional.class) {
            return Optional.empty();
        }
        String expected = expected(component.getGenericType());
        problems.add(node, join(path, component.getName()), "expected " + expected + ", got no such key; add it");
        return null;
    }

    /// The entries by key, in the document's order; empty, with a problem, if the node is no mapping.
    private Optional<Map<String, NodeTuple>> mapping(Node node, String expected, String path) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, path, "expected " + expected + ", got " + shown(node) + "; write keys and values");
            return Optional.empty();
        }
        Map<String, NodeTuple> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode(), path, "expected a word as key, got " + shown(tuple.getKeyNode()) + "; correct the key");
            } else if (entries.putIfAbsent(key.getValue(), tuple) != null) {
                problems.add(key, join(path, key.getValue()), "expected each key once, got it again; remove one");
            }
        }
        return Optional.of(entries);
    }

    private static String expected(Type type) {
        if (type instanceof Class<?> known && ScalarType.covers(known)) {
            return new ScalarType(known).expected();
        }
        return type instanceof ParameterizedType generic && generic.getRawType() == List.class ? "a list" : "a mapping";
    }

    private static String shown(Node node) {
        return switch (node) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
            case ScalarNode scalar -> scalar.isPlain() ? scalar.getValue() : "\"" + scalar.getValue() + "\"";
            case SequenceNode sequence -> "a list";
            default -> "a mapping";
        };
    }

    private static String hint(String word, Collection<String> known, String otherwise) {
        return Spelling.nearest(word, known).map(near -> "did you mean " + near + "?").orElse(otherwise);
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static IllegalStateException unsupported(Type type, String path) {
        return new IllegalStateException(path + ": expected a type that recipes can hold, got " + type.getTypeName() + "; see Recipes");
    }
}
