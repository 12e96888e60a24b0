package dev.mme5.architecture.planted.evaluation;

/// Breaks no rule; others break one by importing it.
public record Score(double value) {}
