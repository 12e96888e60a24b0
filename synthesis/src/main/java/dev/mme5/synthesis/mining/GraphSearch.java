package dev.mme5.synthesis.mining;

import dev.mme5.core.InterruptedWorkException;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Progress;
import dev.mme5.synthesis.mining.hnsw.NeighbourGraph;
import dev.mme5.synthesis.mining.hnsw.NeighbourGraph.Hit;
import dev.mme5.synthesis.mining.hnsw.UnitCodes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Searches a matrix part by part: a graph of each part is built once and asked for every anchor. Only a part's vectors are in memory,
/// outside the heap, so the matrix may be larger.
///
/// A graph is asked with estimated cosines; what counts, as a near-duplicate or as a neighbour, is the exact cosine, the same bits as
/// [ExactSearch] finds. Every part answers with as many rows as are wanted that are no near-duplicates: it is asked for more if it does not,
/// and, where that does not help either, compared row by row. So an anchor gets as many neighbours as an exact search gives it. What is
/// found depends neither on time nor on threads. Thread-safe.
final class GraphSearch {
    private static final int TILE = 64;
    private static final int WIDENING = 4;
    private static final int WIDEST = WIDENING * WIDENING;

    private final VectorMatrix matrix;
    private final Wanted wanted;
    private final SearchSpec.Hnsw spec;
    private final SearchPlace place;

    /// A part of the matrix.
    ///
    /// @param rows what the graph's ordinals are in the matrix, `[n]`
    private record Part(int from, int to, int[] rows, UnitCodes codes) {}

    GraphSearch(VectorMatrix matrix, Wanted wanted, SearchSpec.Hnsw spec, SearchPlace place) {
        this.matrix = matrix;
        this.wanted = wanted;
        this.spec = spec;
        this.place = place;
    }

    /// Into how many parts of equal size the matrix is divided.
    int parts() {
        return Math.max(1, Math.ceilDiv(matrix.rows(), spec.graphRows()));
    }

    private int begin(int part) {
        return (int) ((long) matrix.rows() * part / parts());
    }

    /// What searching a part is for progress: each of its rows linked, each anchor asked for.
    long steps(int part) {
        return begin(part + 1) - begin(part) + wanted.anchors().length;
    }

    /// Offers each anchor what is nearest to it in a part.
    ///
    /// @return how many anchors the part was compared with row by row
    int search(int part, Nearest[] found, Progress.Stage stage) {
        int capacity = begin(part + 1) - begin(part);
        try (UnitCodes codes = new UnitCodes(capacity, matrix.columns())) {
            Part read = read(begin(part), begin(part + 1), codes);
            stage.advance(capacity - read.rows.length); // those that no graph has
            boolean[] unfilled = new boolean[wanted.anchors().length];
            if (read.rows.length == 0) {
                stage.advance(unfilled.length);
                return 0;
            }
            NeighbourGraph graph = graph(part, read, stage);
            int tiles = Math.ceilDiv(unfilled.length, TILE);
            IntStream.range(0, tiles).parallel().forEach(tile -> {
                int end = Math.min(tile * TILE + TILE, unfilled.length);
                InterruptedWorkException.check("searching neighbours");
                Asker asker = new Asker(graph, read);
                for (int slot = tile * TILE; slot < end; slot++) {
                    unfilled[slot] = !asker.fill(wanted.anchors()[slot], found[slot]);
                }
                stage.advance(end - tile * TILE);
            });
            return compare(unfilled, read, found);
        }
    }

    private Part read(int from, int to, UnitCodes codes) {
        int dimension = matrix.columns();
        int[] rows = new int[to - from];
        float[] block = new float[ExactSearch.BLOCK * dimension];
        for (int first = from; first < to; first += ExactSearch.BLOCK) {
            int count = Math.min(ExactSearch.BLOCK, to - first);
            matrix.unitRows(first, count, block, 0);
            for (int i = 0; i < count; i++) {
                if (wanted.eligible().test(first + i) && !ExactSearch.isZero(block, i * dimension, dimension)) {
                    rows[codes.size()] = first + i;
                    codes.add(block, i * dimension);
                }
            }
        }
        return new Part(from, to, Arrays.copyOf(rows, codes.size()), codes);
    }

    private NeighbourGraph graph(int part, Part read, Progress.Stage stage) {
        NeighbourGraph.Shape shape = new NeighbourGraph.Shape(spec.links(), spec.beam());
        String division = shape + " " + read.from + "-" + read.to;
        return place.graph(part, division).filter(kept -> kept.size() == read.rows.length).map(kept -> {
            stage.advance(read.rows.length);
            return kept;
        }).orElseGet(() -> {
            NeighbourGraph built = NeighbourGraph.build(read.codes, shape, SeededRandom.of(0, "graph", part).nextLong(), () -> {
                InterruptedWorkException.check("searching neighbours");
                stage.advance(1);
            });
            place.keepGraph(part, division, built);
            return built;
        });
    }

    private int compare(boolean[] unfilled, Part part, Nearest[] found) {
        int[] slots = IntStream.range(0, unfilled.length).filter(slot -> unfilled[slot]).toArray();
        ExactSearch exact = new ExactSearch(matrix, wanted);
        for (int from = 0; from < slots.length; from += exact.anchorsAtOnce()) {
            int to = Math.min(from + exact.anchorsAtOnce(), slots.length);
            exact.pass(Arrays.copyOfRange(slots, from, to)).compare(part.from, part.to, found, new Progress.SilentStage());
        }
        return slots.length;
    }

    /// Asks a graph. Not thread-safe.
    private final class Asker {
        private final NeighbourGraph graph;
        private final Part part;
        private final double error;
        private final float[] query = new float[matrix.columns()];
        private final float[] other = new float[matrix.columns()];

        Asker(NeighbourGraph graph, Part part) {
            this.graph = graph;
            this.part = part;
            this.error = part.codes.error();
        }

        /// @return whether as many were found as are wanted, near-duplicates aside
        boolean fill(int anchor, Nearest nearest) {
            matrix.unitRows(anchor, 1, query, 0);
            if (ExactSearch.isZero(query, 0, query.length)) {
                return true; // nothing is near to it
            }
            int own = Arrays.binarySearch(part.rows, anchor);
            for (int candidates = spec.candidates(); candidates <= spec.candidates() * WIDEST; candidates *= WIDENING) {
                List<Hit> hits = own < 0 ? graph.nearest(part.codes, query, candidates) : graph.nearestTo(part.codes, own, candidates);
                int neighbours = 0;
                for (Hit hit : hits) {
                    neighbours += offer(anchor, hit, nearest) ? 1 : 0;
                }
                if (neighbours >= wanted.depth()) {
                    return true;
                }
                if (hits.size() < candidates) {
                    return false; // these are all that can be reached
                }
            }
            return false;
        }

        /// Offers what was found.
        ///
        /// @return whether it is a neighbour, near enough to be taken or not: neither the anchor nor a near-duplicate
        private boolean offer(int anchor, Hit hit, Nearest nearest) {
            int row = part.rows[hit.ordinal()];
            if (row == anchor) {
                return false;
            }
            double most = hit.cosine() + error;
            if (most < wanted.duplicateCosine() && most < nearest.bar()) {
                return true; // too far to be taken, whatever the exact cosine
            }
            matrix.unitRows(row, 1, other, 0);
            float cosine = ExactSearch.cosine(query, other);
            if (cosine >= wanted.duplicateCosine()) {
                return false;
            }
            nearest.offer(row, cosine);
            return true;
        }
    }
}
