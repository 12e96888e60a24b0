package dev.mme5.data;

import dev.mme5.core.Example;
import dev.mme5.data.layout.RowPlace;

/// A row of a data set as it is read.
public sealed interface SourcedRow {

    RowPlace place();

    String subset();

    record Good(RowPlace place, String subset, Example example) implements SourcedRow {}

    /// @param reason `<column>: expected <this>, got <that>`, without the place
    record Bad(RowPlace place, String subset, String reason) implements SourcedRow {}
}
