package dev.mme5.synthesis.teacher.http;

import dev.mme5.synthesis.teacher.Structured;
import java.util.Optional;

/// Finds out how a service can be asked for the answer's form: by a schema, else as JSON, else by the prompt alone. A form that has
/// worked once is kept for good; one that is refused before any has worked makes room for the next. Thread-safe.
final class Forms {
    private final boolean search;
    private Structured current;
    private boolean worked;

    Forms(Structured wanted) {
        search = wanted == Structured.AUTO;
        current = search ? Structured.SCHEMA : wanted;
    }

    synchronized Structured current() {
        return current;
    }

    synchronized void worked(Structured form) {
        if (search && !worked) {
            current = form;
            worked = true;
        }
    }

    /// What to try after a form was refused; empty if something else must be wrong with the request.
    synchronized Optional<Structured> after(Structured refused) {
        if (!search || worked && refused == current) {
            return Optional.empty();
        }
        return worked ? Optional.of(current) : next(refused);
    }

    private static Optional<Structured> next(Structured form) {
        return switch (form) {
            case AUTO, TEXT -> Optional.empty();
            case SCHEMA -> Optional.of(Structured.JSON);
            case JSON -> Optional.of(Structured.TEXT);
        };
    }
}
