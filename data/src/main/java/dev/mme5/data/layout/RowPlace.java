package dev.mme5.data.layout;

import java.nio.file.Path;

/// Where a row stands.
///
/// @param row the line or the row, from 1
public record RowPlace(Path file, long row) {

    /// `file:row`, which begins each error.
    @Override
    public String toString() {
        return file + ":" + row;
    }
}
