package dev.mme5.evaluation;

import dev.mme5.evaluation.metric.Metric;
import java.util.List;

/// Where the right answer of each row stood.
///
/// @param ranks one for each row of the task, 1 is the top; 0 for a row that was set aside
/// @param candidates how many documents stood against each other, row by row
/// @param right how many of them were right, row by row
/// @param setAside the rows that could not be used
/// @param brokenDocuments documents of a shared pool that could not be used; the rows that look for none of them were ranked without
record RankedRows(
        List<Integer> ranks,
        List<Integer> candidates,
        List<Integer> right,
        List<SetAside> setAside,
        List<SetAside> brokenDocuments) {

    static final int UNRANKED = 0;

    RankedRows {
        ranks = List.copyOf(ranks);
        candidates = List.copyOf(candidates);
        right = List.copyOf(right);
        setAside = List.copyOf(setAside);
        brokenDocuments = List.copyOf(brokenDocuments);
    }

    /// What random vectors would reach over the rows that were ranked; 0 if none was.
    double chance(Metric metric) {
        double sum = 0;
        int counted = 0;
        int lastCandidates = -1;
        int lastRight = -1;
        double last = 0;
        for (int row = 0; row < ranks.size(); row++) {
            if (ranks.get(row) == UNRANKED) {
                continue;
            }
            if (candidates.get(row) != lastCandidates || right.get(row) != lastRight) {
                lastCandidates = candidates.get(row);
                lastRight = right.get(row);
                last = metric.chance(lastCandidates, lastRight);
            }
            sum += last;
            counted++;
        }
        return counted == 0 ? 0 : sum / counted;
    }
}
