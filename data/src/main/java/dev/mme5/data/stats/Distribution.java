package dev.mme5.data.stats;

/// How numbers are spread.
///
/// @param count how many numbers
/// @param median the lower one of two
public record Distribution(long count, long min, long median, double mean, long max) {}
