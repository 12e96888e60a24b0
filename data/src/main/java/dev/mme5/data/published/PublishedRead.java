package dev.mme5.data.published;

import dev.mme5.data.layout.RowPlace;

/// What became of a row.
public sealed interface PublishedRead {

    record Good(PublishedRow row) implements PublishedRead {}

    /// A row whose columns cannot be read.
    ///
    /// @param reason `expected <this>, got <that>`
    record Bad(RowPlace place, String column, String reason) implements PublishedRead {}
}
