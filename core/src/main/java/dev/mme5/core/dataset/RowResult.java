package dev.mme5.core.dataset;

/// What became of a line of rows to embed.
public sealed interface RowResult {

    /// The line's number, from 1.
    int line();

    record Good(InputRow row) implements RowResult {
        @Override
        public int line() {
            return row.line();
        }
    }

    /// @param reason `<key path>: expected <this>, got <that>; <what to do>`, without file and line
    record Bad(int line, String reason) implements RowResult {}
}
