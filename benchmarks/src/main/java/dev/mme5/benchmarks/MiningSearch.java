package dev.mme5.benchmarks;

import dev.mme5.core.random.SeededRandom;
import dev.mme5.core.run.Progress;
import dev.mme5.synthesis.mining.Nearest;
import dev.mme5.synthesis.mining.NeighbourSearch;
import dev.mme5.synthesis.mining.SearchPlace;
import dev.mme5.synthesis.mining.SearchSpec;
import dev.mme5.synthesis.mining.VectorMatrix;
import dev.mme5.synthesis.mining.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How fast neighbours are found, and how many of the nearest: `MiningSearch <file.npy | ROWSxDIMENSION> <anchors> <compared> [links beam
/// candidates graphRows]`. Graphs are built and asked for `anchors`, none if there are 0; then the first `compared` of them are compared
/// with every vector, and what the graphs found is held to that.
final class MiningSearch {
    private static final int DEPTH = 60;
    private static final float DUPLICATE_COSINE = 0.98f;

    private final VectorMatrix matrix;
    private final Path folder;

    private MiningSearch(VectorMatrix matrix, Path folder) {
        this.matrix = matrix;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("mme5-mining");
        Path file = arguments[0].endsWith(".npy") ? Path.of(arguments[0]) : ClusteredVectors.parse(arguments[0]).write(folder.resolve("vectors.npy"));
        int[] numbers = Arrays.stream(arguments, 1, arguments.length).mapToInt(Integer::parseInt).toArray();
        SearchSpec.Hnsw graphs = numbers.length > 2 ? new SearchSpec.Hnsw(numbers[2], numbers[3], numbers[4], numbers[5])
                : new SearchSpec.Hnsw(16, 100, 120, 200_000);
        new MiningSearch(new VectorMatrix(file), folder).run(graphs, numbers[0], numbers[1]);
        delete(folder);
        System.exit(0);
    }

    private void run(SearchSpec.Hnsw spec, int asked, int compared) throws Exception {
        System.out.printf(Locale.ROOT, "%,d vectors of %,d, %d cores, at most %,d MB of heap%n", matrix.rows(), matrix.columns(),
                Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory() >> 20);
        SeededRandom random = SeededRandom.of(1, "anchors");
        int[] anchors = IntStream.range(0, Math.max(asked, compared)).map(i -> random.nextInt(matrix.rows())).toArray();
        Nearest[] approximate = {};
        if (asked > 0) {
            System.out.println(spec);
            search("build", spec, new int[0]);
            System.out.printf(Locale.ROOT, "%-8s %,d MB on disk%n", "graphs", size(folder.resolve("graphs")) >> 20);
            approximate = search("ask", spec, Arrays.copyOf(anchors, asked));
        }
        Nearest[] exact = search("compare", new SearchSpec.Exact(), Arrays.copyOf(anchors, compared));
        for (int depth : asked > 0 ? new int[] {1, 10, DEPTH} : new int[0]) {
            System.out.printf(Locale.ROOT, "recall at %-3d %.4f%n", depth, recall(approximate, exact, depth));
        }
    }

    private Nearest[] search(String name, SearchSpec spec, int[] anchors) throws Exception {
        Wanted wanted = new Wanted(anchors, row -> true, DEPTH, DUPLICATE_COSINE);
        NeighbourSearch search = new NeighbourSearch(matrix, wanted, new SearchPlace(folder, "vectors", name), Progress.silent());
        Nearest[][] found = new Nearest[1][];
        try (OwnMemory memory = OwnMemory.watch()) {
            Effort effort = Effort.of(() -> found[0] = search.find(spec));
            System.out.printf(Locale.ROOT, "%-8s %,9.1f s   %,9.1f s of CPU   %s   peak of memory without mapped files %,d MB%n", name,
                    effort.seconds(), effort.cpuSeconds(), anchors.length == 0
                            ? String.format(Locale.ROOT, "%.0f us of CPU for each vector", effort.cpuSeconds() * 1e6 / matrix.rows())
                            : String.format(Locale.ROOT, "%.3f ms of CPU for each anchor", effort.cpuSeconds() * 1e3 / anchors.length),
                    memory.peakMegabytes());
        }
        search.forget();
        return found[0];
    }

    /// The share of the nearest rows that were found.
    private static double recall(Nearest[] found, Nearest[] exact, int depth) {
        long wanted = 0;
        long hit = 0;
        for (int i = 0; i < Math.min(found.length, exact.length); i++) {
            int[] best = Arrays.stream(found[i].rows()).limit(depth).sorted().toArray();
            int[] right = Arrays.stream(exact[i].rows()).limit(depth).toArray();
            wanted += right.length;
            hit += Arrays.stream(right).filter(row -> Arrays.binarySearch(best, row) >= 0).count();
        }
        return (double) hit / wanted;
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder).sorted((left, right) -> right.compareTo(left))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
    }
}
