package dev.mme5.architecture.planted.torch;

/// Breaks no rule; others break one by importing it.
public record Leaf(float value) {}
