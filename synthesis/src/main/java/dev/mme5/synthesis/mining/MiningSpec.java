package dev.mme5.synthesis.mining;

import java.util.Optional;

/// How pictures of documents are found: the positive and the hard negative are near the query's, or, where the query has none, the hard
/// negative is near the positive's (mmE5 section 3.2). The paper does not publish how near.
///
/// @param vectors by which pictures are similar
/// @param anchors how many pictures to find neighbours for, drawn by the seed; a row with pictures on the document side begins at one
/// @param search how neighbours are found; by comparing with all, if it is left out
/// @param positive where positives come from
/// @param hardNegative where hard negatives come from
/// @param duplicateCosine pictures at least this similar are the same one
/// @param duplicateBits pictures whose 64-bit difference hashes differ in at most so many bits are the same one; -1 not to look
public record MiningSpec(
        VectorSource vectors, int anchors, Optional<SearchSpec> search, Band positive, Band hardNegative, double duplicateCosine,
        int duplicateBits) {

    /// @throws IllegalArgumentException if a number is out of its range
    public MiningSpec {
        if (anchors < 1) {
            throw new IllegalArgumentException("anchors: expected at least 1, got " + anchors);
        }
        if (!(duplicateCosine > 0 && duplicateCosine <= 1.01)) {
            throw new IllegalArgumentException(
                    "duplicateCosine: expected a number above 0, up to 1 (1.01 for none), got " + duplicateCosine);
        }
        int farthest = Math.max(positive.toRank(), hardNegative.toRank());
        if (search.orElse(null) instanceof SearchSpec.Hnsw hnsw && hnsw.candidates() < farthest) {
            throw new IllegalArgumentException("search.candidates: expected at least " + farthest + ", the farthest rank of the bands, got "
                    + hnsw.candidates());
        }
        if (duplicateBits < -1 || duplicateBits > 63) {
            throw new IllegalArgumentException("duplicateBits: expected -1 to 63, got " + duplicateBits);
        }
    }

    /// How many neighbours of each anchor must be known.
    int depth() {
        return Math.max(positive.toRank(), hardNegative.toRank());
    }
}
