package dev.mme5.synthesis.mining.hnsw;

import java.util.List;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.hnsw.HnswGraph;

/// A graph's levels as Lucene's searcher walks them: a cursor. Not thread-safe; cheap to make.
final class HnswLinks extends HnswGraph {
    static final int NO_MORE = DocIdSetIterator.NO_MORE_DOCS;

    private final List<GraphLevel> levels;
    private final int entry;
    private final int mostLinks;
    private int[] links = new int[0];
    private int begin;
    private int next;
    private int end;

    /// @param levels from the lowest, which has every node
    /// @param mostLinks of any node on any level
    HnswLinks(List<GraphLevel> levels, int entry, int mostLinks) {
        this.levels = levels;
        this.entry = entry;
        this.mostLinks = mostLinks;
    }

    @Override
    public void seek(int level, int node) {
        GraphLevel at = levels.get(level);
        int place = at.place(node);
        links = at.links();
        begin = at.begin(place);
        next = begin;
        end = at.ends()[place];
    }

    @Override
    public int nextNeighbor() {
        return next < end ? links[next++] : NO_MORE;
    }

    @Override
    public int neighborCount() {
        return end - begin;
    }

    @Override
    public int size() {
        return levels.getFirst().nodes().length;
    }

    @Override
    public int numLevels() {
        return levels.size();
    }

    @Override
    public int maxConn() {
        return mostLinks; // Lucene makes room for twice as many
    }

    @Override
    public int entryNode() {
        return entry;
    }

    @Override
    public NodesIterator getNodesOnLevel(int level) {
        int[] nodes = levels.get(level).nodes();
        return new ArrayNodesIterator(nodes, nodes.length);
    }
}
