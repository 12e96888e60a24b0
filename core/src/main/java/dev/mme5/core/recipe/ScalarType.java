package dev.mme5.core.recipe;

import dev.mme5.core.Language;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.Spelling;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads one word of YAML as a Java value, with YAML 1.2's core schema and nothing looser: `8.5` is no integer, `"8"` no number,
/// `yes` no boolean.
///
/// @param type String, int, long, double, boolean or its box, an enum, Path, Duration, Language or ModalityPair
record ScalarType(Class<?> type) {
    private static final List<Class<?>> KNOWN = List.of(
            String.class, int.class, Integer.class, long.class, Long.class, double.class, Double.class, boolean.class,
            Boolean.class, Path.class, Duration.class, Language.class, ModalityPair.class);

    static boolean covers(Class<?> type) {
        return type.isEnum() || KNOWN.contains(type);
    }

    /// What a recipe must have there, for errors.
    String expected() {
        if (type.isEnum()) {
            return "one of " + String.join(", ", words());
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer" -> "an integer from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
            case "long", "Long" -> "an integer";
            case "double", "Double" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "Path" -> "a path";
            case "Duration" -> "a duration such as 30s";
            case "Language" -> "a language tag such as de";
            case "ModalityPair" -> "a modality pair such as IT2T";
            default -> "a string";
        };
    }

    /// The value, empty if the word is not of the type.
    Optional<?> read(ScalarNode node) {
        Tag tag = node.getTag();
        return switch (type.getSimpleName()) {
            case "int", "Integer" -> whole(node).filter(value -> value.bitLength() < Integer.SIZE).map(BigInteger::intValue);
            case "long", "Long" -> whole(node).filter(value -> value.bitLength() < Long.SIZE).map(BigInteger::longValue);
            case "double", "Double" -> decimal(node);
            case "boolean", "Boolean" -> tag.equals(Tag.BOOL)
                    ? Optional.of(node.getValue().toLowerCase(Locale.ROOT).equals("true"))
                    : Optional.empty();
            default -> tag.equals(Tag.STR) ? fromText(node.getValue()) : Optional.empty();
        };
    }

    /// What the user may have meant.
    String advice(ScalarNode node) {
        if (type.isEnum()) {
            return Spelling.nearest(node.getValue(), words()).map(word -> "did you mean " + word + "?").orElse("choose one");
        }
        boolean text = node.getTag().equals(Tag.STR);
        if (type == String.class && !text && !node.getTag().equals(Tag.NULL)) {
            return "put it in quotes";
        }
        return text && !node.isPlain() && type != String.class ? "leave out the quotes or correct the value" : "correct the value";
    }

    private Optional<?> fromText(String text) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).filter(constant -> Words.of((Enum<?>) constant).equals(text)).findFirst();
        }
        try {
            return switch (type.getSimpleName()) {
                case "Path" -> text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
                case "Duration" -> Durations.parse(text);
                case "Language" -> Optional.of(new Language(text));
                case "ModalityPair" -> Optional.of(ModalityPair.parse(text));
                default -> Optional.of(text);
            };
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) { // the language or the pair is none
            return Optional.empty();
        }
    }

    private List<String> words() {
        return Arrays.stream(type.getEnumConstants()).map(constant -> Words.of((Enum<?>) constant)).toList();
    }

    private static Optional<BigInteger> whole(ScalarNode node) {
        if (!node.getTag().equals(Tag.INT)) {
            return Optional.empty();
        }
        String text = node.getValue();
        if (text.startsWith("0x")) {
            return Optional.of(new BigInteger(text.substring(2), 16));
        }
        return Optional.of(text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text));
    }

    private static Optional<Double> decimal(ScalarNode node) {
        if (node.getTag().equals(Tag.INT)) {
            return whole(node).map(BigInteger::doubleValue);
        }
        if (!node.getTag().equals(Tag.FLOAT) || node.getValue().toLowerCase(Locale.ROOT).matches(".*(inf|nan)")) {
            return Optional.empty();
        }
        return Optional.of(Double.parseDouble(node.getValue())).filter(Double::isFinite);
    }
}
