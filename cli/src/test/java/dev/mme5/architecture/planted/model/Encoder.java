package dev.mme5.architecture.planted.model;

/// Breaks no rule; others break one by importing it.
public record Encoder(int dimension) {}
