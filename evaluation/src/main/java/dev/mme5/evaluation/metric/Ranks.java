package dev.mme5.evaluation.metric;

import java.util.function.IntPredicate;

/// Where the right answers stand when candidates are ordered by falling score.
public final class Ranks {
    private Ranks() {}

    /// The rank of the best-placed right candidate: one plus the number of wrong ones that score at least as high.
    ///
    /// A tie counts **against** the right candidate, so a model that gives every candidate the same vector scores nothing. The
    /// reference takes `argmax == 0` with the gold candidate at index 0 (reference: eval.py), where a tie counts in its favour.
    ///
    /// @param scores one for each candidate; read up to `count`
    /// @param count how many candidates there are
    /// @param right says of a candidate's index whether it is right
    /// @throws IllegalArgumentException if no candidate is right
    public static int ofBest(float[] scores, int count, IntPredicate right) {
        float best = Float.NEGATIVE_INFINITY;
        boolean found = false;
        for (int i = 0; i < count; i++) {
            if (right.test(i)) {
                best = Math.max(best, scores[i]);
                found = true;
            }
        }
        if (!found) {
            throw new IllegalArgumentException("rank: expected a right candidate among " + count + ", got none");
        }
        int rank = 1;
        for (int i = 0; i < count; i++) {
            if (scores[i] >= best && !right.test(i)) {
                rank++;
            }
        }
        return rank;
    }

    /// The rank of the candidate at index 0, MMEB's place for the right one.
    public static int ofFirst(float[] scores) {
        return ofBest(scores, scores.length, i -> i == 0);
    }
}
