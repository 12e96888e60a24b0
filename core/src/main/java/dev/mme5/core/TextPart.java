package dev.mme5.core;

/// A piece of text as it goes into the prompt, verbatim (no trimming, no added blanks).
public record TextPart(String text) implements Part {}
