package dev.mme5.serving.index;

/// One result of a search.
///
/// @param score cosine to the query, in [-1, 1] but for rounding
/// @param entry what was found
public record Hit(float score, IndexEntry entry) {}
