package dev.mme5.architecture.planted.model.mllama;

/// Breaks no rule; others break one by importing it.
public record Family(String name) {}
