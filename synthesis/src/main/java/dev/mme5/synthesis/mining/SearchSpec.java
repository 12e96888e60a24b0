package dev.mme5.synthesis.mining;

/// How the nearest vectors are found.
public sealed interface SearchSpec {

    /// By comparing each anchor with every vector.
    record Exact() implements SearchSpec {}

    /// Through graphs of neighbours (HNSW, arXiv 1603.09320), each over a part of the vectors. What is found has the cosine that an exact
    /// search gives it; a few of the nearest may be missed.
    ///
    /// @param links to how many others a vector is linked, twice as many on the lowest level (the paper's M)
    /// @param beam how many are weighed for each vector's links while a graph is built (the paper's efConstruction)
    /// @param candidates how many are weighed for an anchor in each graph (the paper's ef); not less than the farthest rank of the bands
    /// @param graphRows vectors of one graph at most
    record Hnsw(int links, int beam, int candidates, int graphRows) implements SearchSpec {

        /// @throws IllegalArgumentException if a number is out of its range
        public Hnsw {
            require("links", links, 2, 512);
            require("beam", beam, links, 10_000);
            require("candidates", candidates, 1, 100_000);
            require("graphRows", graphRows, 100, 10_000_000);
        }

        private static void require(String key, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(key + ": expected " + least + " to " + most + ", got " + value);
            }
        }
    }
}
