package dev.mme5.synthesis.mining.hnsw;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.util.hnsw.HnswGraph;

/// One level of a graph. Immutable and thread-safe; treat the arrays as read-only.
///
/// @param nodes of the level, ascending, `[m]`
/// @param ends where each node's links end, `[m]`; they begin where the one before it ends
/// @param links nodes
record GraphLevel(int[] nodes, int[] ends, int[] links) {

    static GraphLevel of(HnswGraph graph, int level) throws IOException {
        HnswGraph.NodesIterator sorted = graph.getSortedNodes(level);
        int[] nodes = new int[sorted.size()];
        int[] ends = new int[nodes.length];
        int[] links = new int[nodes.length * 8];
        int end = 0;
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = sorted.nextInt();
            graph.seek(level, nodes[i]);
            for (int link = graph.nextNeighbor(); link != HnswLinks.NO_MORE; link = graph.nextNeighbor()) {
                if (end == links.length) {
                    links = Arrays.copyOf(links, links.length + links.length / 2 + 16);
                }
                links[end++] = link;
            }
            ends[i] = end;
        }
        return new GraphLevel(nodes, ends, Arrays.copyOf(links, end));
    }

    /// Where a node stands in [#nodes()].
    int place(int node) {
        boolean everyNode = nodes[nodes.length - 1] == nodes.length - 1;
        return everyNode ? node : Arrays.binarySearch(nodes, node);
    }

    int begin(int place) {
        return place == 0 ? 0 : ends[place - 1];
    }

    /// Of any node.
    int mostLinks() {
        return IntStream.range(0, nodes.length).map(place -> ends[place] - begin(place)).max().orElse(0);
    }

    void write(DataOutput out) throws IOException {
        for (int[] numbers : new int[][] {nodes, ends, links}) {
            out.writeInt(numbers.length);
            for (int number : numbers) {
                out.writeInt(number);
            }
        }
    }

    static GraphLevel read(DataInput in) throws IOException {
        return new GraphLevel(numbers(in), numbers(in), numbers(in));
    }

    private static int[] numbers(DataInput in) throws IOException {
        int[] numbers = new int[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readInt();
        }
        return numbers;
    }
}
