package dev.mme5.architecture.planted.core;

/// Breaks no rule; others break one by importing it.
public record Word(String text) {}
