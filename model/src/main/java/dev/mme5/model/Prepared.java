package dev.mme5.model;

/// A content made ready for a model: tokens and tiled pictures, no tensors. Immutable; may be kept and used by any thread.
public interface Prepared {

    /// Token ids, special ones included. The array is shared, not copied.
    int[] ids();

    /// Tokens, special ones included.
    int tokens();

    /// Pictures.
    int pictures();

    /// Tokens of text that were left out because the prompt was too long. Never a picture.
    default int cutTokens() {
        return 0;
    }
}
