package dev.mme5.synthesis.plan;

import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.recipe.Recipes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Kinds of task to think of, so that a large set does not ask the same few things. The ancestor has a model brainstorm them in calls
/// of their own (arXiv 2401.00368); mmE5 brainstorms within its one pass. Here a pool that was written once starts the pass's
/// brainstorm off, and costs no call.
///
/// @param byKey a list of themes for each of `classification`, `vqa`, `retrieval`, or for one pair of a task, such as
///         `retrieval-IT2I`
public record Themes(Map<String, List<String>> byKey) {
    private static final String RESOURCE = "themes.yaml";
    private static final Set<String> TASKS = Set.of("classification", "vqa", "retrieval");
    private static final Themes SHIPPED = read();

    /// @throws IllegalArgumentException if a key begins with no task, or a list is empty or has an empty line
    public Themes {
        byKey.forEach((key, themes) -> {
            if (!TASKS.contains(key.split("-", 2)[0])) {
                throw new IllegalArgumentException("themes." + key + ": expected one of " + new TreeSet<>(TASKS)
                        + ", alone or with a modality pair such as retrieval-IT2I, got " + key);
            }
            if (themes.isEmpty() || themes.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("themes." + key + ": expected at least one theme and none empty, got " + themes);
            }
        });
        Map<String, List<String>> copies = new LinkedHashMap<>();
        byKey.forEach((key, themes) -> copies.put(key, List.copyOf(themes)));
        byKey = copies;
    }

    /// The pool that ships.
    public static Themes shipped() {
        return SHIPPED;
    }

    /// A theme of the first of these lists that is there; empty if none is.
    String draw(SeededRandom random, List<String> keys) {
        for (String key : keys) {
            List<String> themes = byKey.get(key);
            if (themes != null) {
                return random.pick(themes);
            }
        }
        return "";
    }

    private static Themes read() {
        try (InputStream in = Themes.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + ": expected it beside " + Themes.class.getName() + ", got nothing");
            }
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Recipes.parse(yaml, RESOURCE, Themes.class, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + ": " + e.getMessage(), e);
        }
    }
}
