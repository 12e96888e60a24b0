package dev.mme5.cli;

import dev.mme5.core.CutText;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// How long a prompt may be, and who hears of those that were longer.
///
/// @param maxTokens absent for the usual limit
/// @param cuts called by any thread
record TextLimit(OptionalInt maxTokens, Consumer<CutText> cuts) {

    /// The usual limit, and nobody who listens.
    static TextLimit usual() {
        return new TextLimit(OptionalInt.empty(), _ -> {});
    }
}
