package dev.mme5.core;

/// The kinds of part a [Content] is made of.
public enum Modality {
    TEXT("T"),
    IMAGE("I"),
    IMAGE_TEXT("IT");

    private final String code;

    Modality(String code) {
        this.code = code;
    }

    /// The paper's letter code: `T`, `I` or `IT`.
    public String code() {
        return code;
    }

    public boolean hasImage() {
        return this != TEXT;
    }

    public boolean hasText() {
        return this != IMAGE;
    }
}
