package dev.mme5.serving.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The k best of a stream of scored rows. Of equal scores the lower row is the better one.
final class TopK {
    private static final Comparator<Scored> BEST_FIRST =
            Comparator.comparingDouble(Scored::score).reversed().thenComparingLong(Scored::row);

    private final int k;
    private final PriorityQueue<Scored> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());

    TopK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k: expected at least 1, got " + k);
        }
        this.k = k;
    }

    void offer(long row, float score) {
        Scored scored = new Scored(row, score);
        if (worstFirst.size() < k) {
            worstFirst.add(scored);
        } else if (BEST_FIRST.compare(scored, worstFirst.element()) < 0) {
            worstFirst.remove();
            worstFirst.add(scored);
        }
    }

    List<Scored> bestFirst() {
        List<Scored> sorted = new ArrayList<>(worstFirst);
        sorted.sort(BEST_FIRST);
        return sorted;
    }

    record Scored(long row, float score) {}
}
