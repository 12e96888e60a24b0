package dev.mme5.core;

/// A picture, by reference: its pixels are decoded when a model needs them.
public record ImagePart(ImageRef image) implements Part {}
