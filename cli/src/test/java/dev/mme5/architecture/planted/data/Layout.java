package dev.mme5.architecture.planted.data;

/// Breaks no rule; others break one by importing it.
public record Layout(String name) {}
