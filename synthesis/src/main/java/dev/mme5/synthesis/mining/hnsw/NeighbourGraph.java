package dev.mme5.synthesis.mining.hnsw;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;

/// Which vectors are near to which: links that lead from any vector to the nearest of another in a few steps. A function of the vectors,
/// their order, the shape and the seed; nothing of it depends on time or threads. Immutable and thread-safe.
public final class NeighbourGraph {
    private final List<GraphLevel> levels;
    private final int entry;
    private final int mostLinks;

    private NeighbourGraph(List<GraphLevel> levels, int entry) {
        this.levels = levels;
        this.entry = entry;
        mostLinks = levels.stream().mapToInt(GraphLevel::mostLinks).max().orElse(0);
    }

    /// How dense a graph is.
    ///
    /// @param links to how many others a vector is linked, twice as many on the lowest level
    /// @param beam how many are weighed for each vector's links
    public record Shape(int links, int beam) {}

    /// A vector that was found.
    ///
    /// @param ordinal its place among the codes
    /// @param cosine as it is estimated
    public record Hit(int ordinal, float cosine) {}

    /// Links vectors by one thread. While it is being built, a graph takes some `links * 20` bytes of heap for each of them.
    ///
    /// @param codes at least one
    /// @param linked run after each vector; what it throws ends the building
    public static NeighbourGraph build(UnitCodes codes, Shape shape, long seed, Runnable linked) {
        try {
            HnswGraphBuilder builder = HnswGraphBuilder.create(new CodeScorers(codes), shape.links(), shape.beam(), seed, codes.size());
            for (int node = 0; node < codes.size(); node++) {
                builder.addGraphNode(node);
                linked.run();
            }
            HnswGraph built = builder.getCompletedGraph();
            List<GraphLevel> levels = new ArrayList<>();
            for (int level = 0; level < built.numLevels(); level++) {
                levels.add(GraphLevel.of(built, level));
            }
            return new NeighbourGraph(levels, built.entryNode());
        } catch (IOException e) {
            throw new UncheckedIOException("graph: expected to be built in memory", e);
        }
    }

    /// Of how many vectors.
    public int size() {
        return levels.getFirst().nodes().length;
    }

    /// The nearest vectors, nearest first; of equally near ones, the one with the smaller ordinal. Some may be missed.
    ///
    /// @param codes those that the graph was built of
    /// @param query of unit length
    /// @param candidates how many to find and to weigh at a time
    public List<Hit> nearest(UnitCodes codes, float[] query, int candidates) {
        UnitCodes.Estimate estimate = codes.new Estimate();
        estimate.ask(codes.encode(query, 0));
        return search(codes, estimate, new TopKnnCollector(Math.min(candidates, codes.size()), Integer.MAX_VALUE));
    }

    /// The same for one of the graph's own vectors, which is found too. The search begins at it, so that it cannot end up elsewhere.
    public List<Hit> nearestTo(UnitCodes codes, int ordinal, int candidates) {
        UnitCodes.Estimate estimate = codes.new Estimate();
        estimate.ask(ordinal);
        KnnSearchStrategy there = new KnnSearchStrategy.Seeded(DocIdSetIterator.range(ordinal, ordinal + 1), 1, KnnSearchStrategy.Hnsw.DEFAULT);
        return search(codes, estimate, new TopKnnCollector(Math.min(candidates, codes.size()), Integer.MAX_VALUE, there));
    }

    private List<Hit> search(UnitCodes codes, UnitCodes.Estimate estimate, TopKnnCollector collector) {
        try {
            HnswGraphSearcher.search(new CodeScorers.Scorer(codes.size(), estimate), collector, new HnswLinks(levels, entry, mostLinks), null);
        } catch (IOException e) {
            throw new UncheckedIOException("graph: expected to be searched in memory", e);
        }
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc found : collector.topDocs().scoreDocs) {
            hits.add(new Hit(found.doc, CodeScorers.cosineOf(found.score)));
        }
        return hits;
    }

    /// Writes the links, not the vectors.
    public void write(DataOutput out) throws IOException {
        out.writeInt(entry);
        out.writeInt(levels.size());
        for (GraphLevel level : levels) {
            level.write(out);
        }
    }

    public static NeighbourGraph read(DataInput in) throws IOException {
        int entry = in.readInt();
        int count = in.readInt();
        List<GraphLevel> levels = new ArrayList<>();
        for (int level = 0; level < count; level++) {
            levels.add(GraphLevel.read(in));
        }
        return new NeighbourGraph(levels, entry);
    }
}
