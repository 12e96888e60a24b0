package dev.mme5.data.check;

import java.util.List;
import java.util.Optional;

/// Judges rows of one form and mends them.
///
/// @param <R> the rows
interface RowCheck<R> {

    /// What is wrong with one, in the order of its columns.
    List<Problem> problems(R row);

    /// The row without what is wrong with it.
    ///
    /// @param problems what [#problems] said of it
    /// @return empty if it has to be left out
    Optional<R> repaired(R row, List<Problem> problems);
}
