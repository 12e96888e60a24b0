package dev.mme5.synthesis.mining;

/// How similar a picture is to another one to be taken: between two ranks and between two cosines, ends included.
///
/// @param fromRank the nearest place among the picture's neighbours, from 1; near-duplicates have no place
/// @param toRank the farthest
/// @param fromCosine the least cosine
/// @param toCosine the greatest
public record Band(int fromRank, int toRank, double fromCosine, double toCosine) {

    /// @throws IllegalArgumentException if the band is empty
    public Band {
        if (fromRank < 1 || toRank < fromRank) {
            throw new IllegalArgumentException(
                    "fromRank, toRank: expected 1 <= fromRank <= toRank, got " + fromRank + " and " + toRank);
        }
        if (!(fromCosine >= -1 && fromCosine < toCosine && toCosine <= 1)) {
            throw new IllegalArgumentException(
                    "fromCosine, toCosine: expected -1 <= fromCosine < toCosine <= 1, got " + fromCosine + " and " + toCosine);
        }
    }

    boolean holds(int rank, float cosine) {
        return rank >= fromRank && rank <= toRank && cosine >= fromCosine && cosine <= toCosine;
    }
}
