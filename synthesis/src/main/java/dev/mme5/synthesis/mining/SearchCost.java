package dev.mme5.synthesis.mining;

import java.util.Locale;

/// What a search takes, roughly: a guess from measurements on one machine, good for telling minutes from hours from days.
///
/// @param anchors how many neighbours are found for
/// @param rows how many vectors there are
/// @param dimension their length
record SearchCost(int anchors, int rows, int dimension) {
    private static final double COMPARING = 65e-12; // seconds of a core for a pair, times the dimension
    private static final double LINKING = 550e-6; // for a row
    private static final double LINKING_DIMENSION = 0.3e-6; // and for each of its dimensions
    private static final double ASKING = 500e-6; // for an anchor in each graph
    private static final double ASKING_DIMENSION = 1.4e-6;

    double hours(SearchSpec spec, int cores) {
        double seconds = switch (spec) {
            case SearchSpec.Exact _ -> COMPARING * dimension * rows * anchors;
            case SearchSpec.Hnsw hnsw -> (LINKING + LINKING_DIMENSION * dimension) * rows
                    + (ASKING + ASKING_DIMENSION * dimension) * anchors * Math.ceilDiv(rows, hnsw.graphRows());
        };
        return seconds / 3600 / cores;
    }

    /// How long a search takes, and what takes less.
    ///
    /// @param depth how many neighbours each anchor is to have
    String advice(SearchSpec spec, int depth, int cores) {
        return String.format(Locale.ROOT, "%,d anchors among %,d vectors of %,d dimensions take about %s on %s; %s. It can be stopped at"
                + " any time and goes on where it was", anchors, rows, dimension, inWords(hours(spec, cores)),
                cores == 1 ? "one core" : cores + " cores", faster(spec, depth, cores));
    }

    private String faster(SearchSpec spec, int depth, int cores) {
        SearchSpec.Hnsw graphs = new SearchSpec.Hnsw(16, 100, Math.max(100, 2 * depth), 200_000);
        return switch (spec) {
            case SearchSpec.Exact exact when hours(graphs, cores) < hours(exact, cores) -> String.format(Locale.ROOT,
                    "with corpus.mining.search: {kind: hnsw, links: %d, beam: %d, candidates: %d, graphRows: %d} about %s, with fewer anchors less",
                    graphs.links(), graphs.beam(), graphs.candidates(), graphs.graphRows(), inWords(hours(graphs, cores)));
            case SearchSpec.Exact _ -> "fewer anchors take less";
            case SearchSpec.Hnsw _ -> "fewer anchors or candidates, larger graphs and a smaller beam take less";
        };
    }

    private static String inWords(double hours) {
        if (hours < 2) {
            return hours * 60 < 1.5 ? "a minute" : String.format(Locale.ROOT, "%.0f minutes", hours * 60);
        }
        return hours < 48 ? String.format(Locale.ROOT, "%.0f hours", hours) : String.format(Locale.ROOT, "%.0f days", hours / 24);
    }
}
