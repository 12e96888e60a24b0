package dev.mme5.synthesis.forecast;

/// A forecast number.
///
/// @param low it will be above this with 97.5 %
/// @param expected the mean
/// @param high it will be below this with 97.5 %
public record Range(double low, double expected, double high) {}
