package dev.mme5.core;

/// Who puts the special tokens around a [Content].
public enum Framing {
    /// The model does, as its weights were trained: beginning-of-text and image tokens are added.
    MODEL,
    /// The text is a whole prompt in words, as published rows have it: [Prompts] adds nothing, the model adds the special tokens.
    PROMPT,
    /// The text already carries every special token (`<|image|>` where a picture belongs); nothing is added.
    RAW
}
