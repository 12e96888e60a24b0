package dev.mme5.evaluation.benchmark;

import dev.mme5.core.Language;
import dev.mme5.core.TaskKind;
import java.util.Optional;

/// What a task is called.
///
/// @param name unique in its suite; letters, digits, `-`, `_`, `.`, and `/` between a group and its member, as in `textToImage/de`
/// @param kind its meta-task
/// @param language of its texts, where they are in one language
public record TaskLabel(String name, TaskKind kind, Optional<Language> language) {
    public TaskLabel {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")) {
            throw new IllegalArgumentException("task name: expected letters, digits, '.', '_', '-' and '/', got \"" + name + "\"");
        }
    }

    public TaskLabel(String name, TaskKind kind) {
        this(name, kind, Optional.empty());
    }

    public TaskLabel(String name, TaskKind kind, Language language) {
        this(name, kind, Optional.of(language));
    }
}
