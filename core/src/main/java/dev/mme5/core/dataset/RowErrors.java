package dev.mme5.core.dataset;

import dev.mme5.core.DatasetException;
import dev.mme5.core.json.JsonException;

/// Makes an error about a row say what to do.
final class RowErrors {
    private RowErrors() {}

    static DatasetException of(JsonException e) {
        boolean saysWhatToDo = e.detail().contains("; ");
        return new DatasetException(saysWhatToDo ? e.getMessage() : e.getMessage() + "; correct or remove the row", e);
    }
}
