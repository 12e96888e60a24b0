package dev.mme5.evaluation;

/// A row, or a document of a shared pool, that could not be used.
///
/// @param row its index in the task, from 0
/// @param reason which content, and why
public record SetAside(int row, String reason) {}
