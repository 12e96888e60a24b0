package dev.mme5.evaluation.metric;

/// A measured mean and how sure one may be of it.
///
/// @param name the metric's name
/// @param value the mean over rows, or over tasks of the means over rows; 0 to 1
/// @param interval the 95 % bootstrap interval
/// @param chance what random vectors would reach
/// @param rows how many rows were counted
public record Score(String name, double value, Interval interval, double chance, long rows) {}
