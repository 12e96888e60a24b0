package dev.mme5.core;

/// One piece of a [Content]: text, or a picture.
public sealed interface Part permits TextPart, ImagePart {}
