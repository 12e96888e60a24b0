package dev.mme5.data.check;

import dev.mme5.data.layout.RowPlace;

/// Something wrong with a row.
///
/// @param column the column or key path; empty if the whole row is meant
/// @param detail `expected <this>, got <that>`
public record Problem(RowPlace place, ProblemKind kind, String column, String detail) {

    /// One line for people.
    public String line() {
        return place + ": " + (column.isEmpty() ? "" : column + ": ") + detail + " (" + kind.code() + ")";
    }
}
