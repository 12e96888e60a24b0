package dev.mme5.core.recipe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// Gathers what is wrong with a recipe, so that the user can mend all of it at once. Not thread-safe.
final class Problems {
    /// What the problems of an override stand under instead of a file and a line.
    static final String OVERRIDE = "--set";

    private final List<Problem> found = new ArrayList<>();

    /// @param path empty for the whole document
    /// @param message `expected <this>, got <that>; <what to do>`
    void add(Node node, String path, String message) {
        add(node.getStartMark(), path, message);
    }

    void add(Optional<Mark> mark, String path, String message) {
        String file = mark.map(Mark::getName).orElse(OVERRIDE);
        int line = mark.map(Mark::getLine).orElse(0) + 1;
        found.add(new Problem(file, file.equals(OVERRIDE) ? 0 : line, path, message));
    }

    void add(String file, int line, String path, String message) {
        found.add(new Problem(file, line, path, message));
    }

    int count() {
        return found.size();
    }

    void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        throw new RecipeException(found.stream()
                .sorted(Comparator.comparing(Problem::isOverride).thenComparingInt(Problem::line))
                .map(Problem::text)
                .toList());
    }

    /// @param line from 1, 0 for none
    private record Problem(String file, int line, String path, String message) {
        boolean isOverride() {
            return file.equals(OVERRIDE);
        }

        String text() {
            String place = line == 0 ? file : file + ":" + line;
            return place + ": " + (path.isEmpty() ? "" : path + ": ") + message;
        }
    }
}
