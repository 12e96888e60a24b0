package dev.mme5.core.recipe;

import dev.mme5.core.FileTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/// Turns recipes into records and back.
///
/// A recipe is one YAML 1.2 document (core schema). Keys are the names of a record's components, all of which must be there, and no
/// others. What a component may be:
///
/// - `String`, `int`, `long`, `double` (finite), `boolean`;
/// - an enum, in lower case with hyphens: `image-text`;
/// - `Path`, from the working directory on; `Duration`, such as `30s` (units `ns ms s m h d`);
/// - [dev.mme5.core.Language] by its tag and [dev.mme5.core.ModalityPair] by its code;
/// - `List<T>`; `Map<String, T>`, which keeps the recipe's order; `Optional<T>`, the only one that may be left out;
/// - a record; a sealed interface of records, of which the key `kind` chooses one by its name in lower case with hyphens.
///
/// An [IllegalArgumentException] from a record's constructor becomes a problem at that record's line.
public final class Recipes {
    private Recipes() {}

    /// Reads a recipe.
    ///
    /// @param overrides `key.path=value`, laid over the file in order; the value is YAML; an index reaches into a list: `data.0.weight=2`
    /// @throws RecipeException with all problems at once
    /// @throws IllegalStateException if the record has a component that recipes cannot hold
    public static <T extends Record> T read(Path file, Class<T> type, List<String> overrides) {
        return parse(text(file), file.toString(), type, overrides);
    }

    /// Reads a recipe that is at hand as text, such as a manifest's.
    ///
    /// @param label stands for the file in errors
    public static <T extends Record> T parse(String yaml, String label, Class<T> type, List<String> overrides) {
        Problems problems = new Problems();
        RecipeTree tree = new RecipeTree(problems);
        Optional<Node> root = tree.parse(yaml, label, "");
        problems.throwIfAny();
        Node node = root.orElseThrow();
        for (String override : overrides) {
            node = tree.with(node, override);
        }
        Object bound = new RecipeBinder(problems).bind(node, type, "");
        problems.throwIfAny();
        return type.cast(bound);
    }

    /// The whole recipe as YAML; reading it gives an equal record. A map that has no order of its own is sorted by key.
    ///
    /// @param record a record whose components are as above
    public static String toYaml(Object record) {
        return RecipeWriter.write(record);
    }

    /// The keys in which two recipes differ, such as `seed` or `teacher.model`; where many differ beside each other, the one above them.
    ///
    /// @return everything counts as different, as one empty key, if either is no YAML
    public static List<String> changedKeys(String before, String after) {
        Optional<Node> one = ChangedKeys.parse(before);
        Optional<Node> other = ChangedKeys.parse(after);
        return one.isPresent() && other.isPresent() ? ChangedKeys.of(one.get(), other.get()) : List.of("");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RecipeException(List.of(file + ": expected a recipe in UTF-8, got " + FileTrouble.of(e) + "; check the path"));
        }
    }
}
