package dev.mme5.architecture.planted.training;

/// Breaks no rule; others break one by importing it.
public record Loop(int steps) {}
