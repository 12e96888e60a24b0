package dev.mme5.architecture.planted.synthesis;

/// Breaks no rule; others break one by importing it.
public record Teacher(String name) {}
