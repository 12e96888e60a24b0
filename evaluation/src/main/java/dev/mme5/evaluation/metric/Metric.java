package dev.mme5.evaluation.metric;

/// What a query is worth, given the rank of its best-placed right answer (1 is the top). A score is the mean over the queries.
/// Pure and thread-safe.
public sealed interface Metric {

    /// The key in reports: `precisionAt1`, `recallAt10`, `reciprocalRank`, `ndcgAt10`.
    String name();

    /// What a query is worth whose best right answer has this rank, in [0, 1].
    ///
    /// @param rank 1 or more
    double ofRank(int rank);

    /// Precision at one: whether the answer on top is right. MMEB's metric.
    record PrecisionAt1() implements Metric {
        @Override
        public String name() {
            return "precisionAt1";
        }

        @Override
        public double ofRank(int rank) {
            return rank == 1 ? 1 : 0;
        }
    }

    /// Recall at k as image-text retrieval counts it: whether a right answer is among the first k. XTD's metric with k = 10.
    record RecallAt(int k) implements Metric {
        public RecallAt {
            requirePositive(k);
        }

        @Override
        public String name() {
            return "recallAt" + k;
        }

        @Override
        public double ofRank(int rank) {
            return rank <= k ? 1 : 0;
        }
    }

    /// The reciprocal of the rank; its mean is MRR.
    record ReciprocalRank() implements Metric {
        @Override
        public String name() {
            return "reciprocalRank";
        }

        @Override
        public double ofRank(int rank) {
            return 1.0 / rank;
        }
    }

    /// Normalised discounted cumulative gain at k of a query with one relevant document: 1 / log2(rank + 1) within the first k.
    record NdcgAt(int k) implements Metric {
        public NdcgAt {
            requirePositive(k);
        }

        @Override
        public String name() {
            return "ndcgAt" + k;
        }

        @Override
        public double ofRank(int rank) {
            return rank <= k ? Math.log(2) / Math.log(rank + 1.0) : 0;
        }
    }

    /// The mean over queries.
    ///
    /// @param ranks one for each query, each at least 1
    /// @throws IllegalArgumentException if there is no query
    default double mean(int[] ranks) {
        if (ranks.length == 0) {
            throw new IllegalArgumentException(name() + ": expected at least one rank, got none");
        }
        double sum = 0;
        for (int rank : ranks) {
            sum += ofRank(rank);
        }
        return sum / ranks.length;
    }

    /// The expected worth of a query when the candidates stand in a random order.
    ///
    /// @param candidates how many there are
    /// @param right how many of them are right, at least 1
    default double chance(int candidates, int right) {
        if (right < 1 || right > candidates) {
            throw new IllegalArgumentException(
                    "chance: expected 1 to " + candidates + " right candidates, got " + right);
        }
        double expected = 0;
        double noneBefore = 1;
        for (int rank = 1; rank <= candidates - right + 1; rank++) {
            int left = candidates - rank + 1;
            expected += noneBefore * right / left * ofRank(rank);
            noneBefore *= (double) (left - right) / left;
        }
        return expected;
    }

    /// Reads a [#name()].
    ///
    /// @throws IllegalArgumentException if there is no such metric
    static Metric parse(String name) {
        if (name.equals("precisionAt1")) {
            return new PrecisionAt1();
        }
        if (name.equals("reciprocalRank")) {
            return new ReciprocalRank();
        }
        if (name.matches("recallAt[1-9][0-9]{0,8}")) {
            return new RecallAt(Integer.parseInt(name.substring("recallAt".length())));
        }
        if (name.matches("ndcgAt[1-9][0-9]{0,8}")) {
            return new NdcgAt(Integer.parseInt(name.substring("ndcgAt".length())));
        }
        throw new IllegalArgumentException(
                "metric: expected precisionAt1, recallAt<k>, reciprocalRank or ndcgAt<k>, got \"" + name + "\"");
    }

    private static void requirePositive(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k: expected at least 1, got " + k);
        }
    }
}
