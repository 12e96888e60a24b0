package dev.mme5.synthesis.mining;

import dev.mme5.core.run.Progress;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/// How many of the nearest rows a search through graphs has found: vectors differ in how well a graph leads through them, and only comparing
/// tells. Some anchors are compared with every row for it.
///
/// @param checked how many anchors were compared
/// @param share of the rows nearest to them that were found, from 0 to 1
record RecallCheck(int checked, double share) {
    private static final int ANCHORS = 64;
    private static final double GOOD = 0.95;

    /// @param found the list of each anchor
    static RecallCheck of(VectorMatrix matrix, Wanted wanted, Nearest[] found, Progress progress) {
        int checked = Math.min(ANCHORS, found.length);
        Nearest[] exact = new Nearest[checked];
        Arrays.setAll(exact, i -> new Nearest(wanted.depth()));
        try (Progress.Stage stage = progress.begin("checking neighbours", matrix.rows())) {
            new ExactSearch(matrix, wanted).pass(IntStream.range(0, checked).toArray()).compare(0, matrix.rows(), exact, stage);
        }
        long nearest = Arrays.stream(exact).mapToLong(list -> list.rows().length).sum();
        long hit = IntStream.range(0, checked).mapToLong(i -> inBoth(exact[i].rows(), found[i].rows())).sum();
        return new RecallCheck(checked, nearest == 0 ? 1 : (double) hit / nearest);
    }

    private static long inBoth(int[] exact, int[] found) {
        Arrays.sort(found);
        return Arrays.stream(exact).filter(row -> Arrays.binarySearch(found, row) >= 0).count();
    }

    /// A line for people.
    String text(Wanted wanted) {
        return String.format(Locale.ROOT, "graphs found %.1f %% of the %d nearest, as comparing %d anchors with all says%s", 100 * share,
                wanted.depth(), checked, share < GOOD ? "; more candidates, or a larger beam, find more" : "");
    }
}
