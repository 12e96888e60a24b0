package dev.mme5.model;

/// A content made ready for a model: tokens and tiled pictures, no tensors. Immutable; may be kept and used by any thread.
public interface Prepared {

    /// Token ids, special ones included. The array is shared, not copied.
    int[] ids();

    /// Tokens, special ones included.
    int tokens();

    /// Pictures.
    int pictures();
}
