package dev.mme5.synthesis.mining;

import java.util.Locale;

/// What a search takes, roughly: a guess from measurements on one machine, good for telling minutes from hours from days.
///
/// @param anchors how many neighbours are found for
/// @param rows how many vectors there are
/// @param dimension their length
record SearchCost(int anchors, int rows, int dimension) {
    private static final double COMPARING = 65e-12; // seconds of a core for each dimension of a pair
    private static final double LINKING = 1.0e-6; // for each dimension of a row
    private static final double ASKING = 1.0e-6; // for each dimension of an anchor, in each graph

    double hours(SearchSpec spec, int cores) {
        double seconds = dimension * switch (spec) {
            case SearchSpec.Exact _ -> COMPARING * rows * anchors;
            case SearchSpec.Hnsw hnsw -> LINKING * rows + ASKING * anchors * Math.ceilDiv(rows, hnsw.graphRows());
        };
        return seconds / 3600 / cores;
    }

    /// How long a search takes, and what takes less.
    ///
    /// @param depth how many neighbours each anchor is to have
    String advice(SearchSpec spec, int depth, int cores) {
        SearchSpec.Hnsw other = new SearchSpec.Hnsw(16, 100, Math.max(100, 2 * depth), 200_000);
        String faster = switch (spec) {
            case SearchSpec.Exact _ -> String.format(Locale.ROOT,
                    "with corpus.mining.search: {kind: hnsw, links: %d, beam: %d, candidates: %d, graphRows: %d} about %s, with fewer anchors less",
                    other.links(), other.beam(), other.candidates(), other.graphRows(), inWords(hours(other, cores)));
            case SearchSpec.Hnsw _ -> "fewer anchors, a smaller beam and fewer candidates take less";
        };
        return String.format(Locale.ROOT, "%,d anchors among %,d vectors of %,d dimensions take about %s on %d cores; %s. It can be stopped at"
                + " any time and goes on where it was", anchors, rows, dimension, inWords(hours(spec, cores)), cores, faster);
    }

    private static String inWords(double hours) {
        if (hours < 2) {
            return hours * 60 < 1.5 ? "a minute" : String.format(Locale.ROOT, "%.0f minutes", hours * 60);
        }
        return hours < 48 ? String.format(Locale.ROOT, "%.0f hours", hours) : String.format(Locale.ROOT, "%.0f days", hours / 24);
    }
}
