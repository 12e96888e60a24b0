package dev.mme5.core.recipe;

import java.util.List;

/// A recipe cannot be used. The user edits the YAML or the overrides; the message has a line for each problem.
public final class RecipeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /// @param problems at least one: `<file>:<line>: <key path>: expected <this>, got <that>; <what to do>`
    public RecipeException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /// Every problem, by line.
    public List<String> problems() {
        return problems;
    }
}
