package dev.mme5.synthesis.mining;

import java.util.function.IntPredicate;

/// What a search is to find: for each anchor the nearest rows, without itself, near-duplicates, and rows that have no direction. Nothing
/// for an anchor that has none.
///
/// @param anchors rows of the matrix, `[A]`; treat them as read-only
/// @param eligible whether a row may be found; thread-safe
/// @param depth how many rows to find for each anchor
/// @param duplicateCosine rows at least as near as this are near-duplicates and are passed over
public record Wanted(int[] anchors, IntPredicate eligible, int depth, float duplicateCosine) {}
