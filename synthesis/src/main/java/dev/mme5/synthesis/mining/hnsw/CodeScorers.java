package dev.mme5.synthesis.mining.hnsw;

import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/// Estimated cosines as Lucene's scores, from 0 to 1.
record CodeScorers(UnitCodes codes) implements RandomVectorScorerSupplier {

    @Override
    public Scorer scorer() {
        return new Scorer(codes.size(), codes.new Estimate());
    }

    @Override
    public RandomVectorScorerSupplier copy() {
        return this; // scorers share nothing that changes
    }

    static float cosineOf(float score) {
        return 2 * score - 1;
    }

    /// Not thread-safe.
    record Scorer(int maxOrd, UnitCodes.Estimate estimate) implements UpdateableRandomVectorScorer {

        @Override
        public void setScoringOrdinal(int node) {
            estimate.ask(node);
        }

        @Override
        public float score(int node) {
            return Math.clamp((1 + estimate.cosineWith(node)) / 2, 0, 1);
        }
    }
}
