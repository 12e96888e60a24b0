package dev.mme5.core;

/// A text was longer than a model's limit and lost its end.
///
/// @param tokens of the whole prompt, special ones included
/// @param kept of them
/// @param beginning of the text, for people to know it by
public record CutText(int tokens, int kept, String beginning) {}
