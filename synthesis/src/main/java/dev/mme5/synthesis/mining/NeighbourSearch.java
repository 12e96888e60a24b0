package dev.mme5.synthesis.mining;

import dev.mme5.core.InterruptedWorkException;
import dev.mme5.core.run.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Finds neighbours by the means that a recipe names, on all cores. What is found is kept on disk every few minutes: a search that was
/// killed goes on, and finds the same as one that was not. What is found depends on the vectors, the spec and what is wanted alone.
public final class NeighbourSearch {
    private static final String STAGE_NAME = "searching neighbours";
    private static final int HEAP_PER_LINK = 20;
    private static final int HEAP_SHARE = 4;

    private final VectorMatrix matrix;
    private final Wanted wanted;
    private final SearchPlace place;
    private final Progress progress;
    private final Pace pace;

    /// When a search does what is not its work.
    ///
    /// @param comparedBeforeSaving pairs times dimensions that an exact search compares before it saves
    /// @param longHours a search that takes as long is announced
    record Pace(long comparedBeforeSaving, double longHours) {
        /// Saves after some two minutes of one core.
        static final Pace USUAL = new Pace(1L << 41, 3);
    }

    /// @param place one search at a time
    public NeighbourSearch(VectorMatrix matrix, Wanted wanted, SearchPlace place, Progress progress) {
        this(matrix, wanted, place, progress, Pace.USUAL);
    }

    NeighbourSearch(VectorMatrix matrix, Wanted wanted, SearchPlace place, Progress progress, Pace pace) {
        this.matrix = matrix;
        this.wanted = wanted;
        this.place = place;
        this.progress = progress;
        this.pace = pace;
    }

    /// The neighbours of each anchor. The caller keeps them, then calls [#forget()].
    public Nearest[] find(SearchSpec spec) {
        return switch (spec) {
            case SearchSpec.Exact exact -> compareAll(exact);
            case SearchSpec.Hnsw hnsw -> askGraphs(hnsw);
        };
    }

    /// Deletes what was kept for going on with the search.
    public void forget() {
        place.finish();
    }

    /// Anchors that are compared in one pass over the matrix.
    private record Group(int[] slots, FoundSoFar found) {
        IntStream unfinished(Parts parts) {
            return IntStream.range(0, parts.count()).filter(part -> !found.hasFinished(part));
        }
    }

    private Nearest[] compareAll(SearchSpec.Exact spec) {
        ExactSearch search = new ExactSearch(matrix, wanted);
        int anchors = wanted.anchors().length;
        int groups = Math.max(1, Math.ceilDiv(anchors, search.anchorsAtOnce()));
        Parts parts = parts(Math.ceilDiv(anchors, groups));
        List<Group> all = new ArrayList<>();
        long rows = 0;
        for (int number = 0; number < groups; number++) {
            int[] slots = IntStream.range((int) ((long) anchors * number / groups), (int) ((long) anchors * (number + 1) / groups)).toArray();
            Group group = new Group(slots, place.foundSoFar(number, parts.toString(), slots.length, wanted.depth()));
            all.add(group);
            rows += group.unfinished(parts).mapToLong(parts::size).sum();
        }
        warn(spec, (double) rows / ((long) groups * matrix.rows()));
        try (Progress.Stage stage = progress.begin(STAGE_NAME, rows)) {
            all.stream().filter(group -> group.unfinished(parts).findAny().isPresent()).forEach(group -> compare(group, search, parts, stage));
        }
        return all.stream().flatMap(group -> Arrays.stream(group.found.lists())).toArray(Nearest[]::new);
    }

    private Parts parts(int anchorsAtOnce) {
        long rows = pace.comparedBeforeSaving / Math.max(1, (long) anchorsAtOnce * matrix.columns());
        long blocks = Math.clamp(rows / ExactSearch.BLOCK, 1, Integer.MAX_VALUE / ExactSearch.BLOCK - 1);
        return new Parts(matrix.rows(), (int) blocks * ExactSearch.BLOCK);
    }

    /// A matrix in parts of equal size, but for the last.
    private record Parts(int rows, int rowsOfEach) {
        int count() {
            return Math.ceilDiv(rows, rowsOfEach);
        }

        int begin(int part) {
            return part * rowsOfEach;
        }

        int size(int part) {
            return Math.min(rowsOfEach, rows - begin(part));
        }
    }

    private void compare(Group group, ExactSearch search, Parts parts, Progress.Stage stage) {
        Nearest[] lists = new Nearest[wanted.anchors().length];
        for (int i = 0; i < group.slots.length; i++) {
            lists[group.slots[i]] = group.found.lists()[i];
        }
        ExactSearch.Pass pass = search.pass(group.slots);
        for (int part : group.unfinished(parts).toArray()) {
            pass.compare(parts.begin(part), parts.begin(part) + parts.size(part), lists, stage);
            group.found.finish(part);
        }
    }

    private Nearest[] askGraphs(SearchSpec.Hnsw spec) {
        GraphSearch search = new GraphSearch(matrix, wanted, spec, place);
        FoundSoFar found = place.foundSoFar(0, spec.toString(), wanted.anchors().length, wanted.depth());
        List<Integer> unfinished = IntStream.range(0, search.parts()).filter(part -> !found.hasFinished(part)).boxed().toList();
        warn(spec, (double) unfinished.size() / search.parts());
        AtomicInteger compared = new AtomicInteger();
        try (Progress.Stage stage = progress.begin(STAGE_NAME, unfinished.stream().mapToLong(search::steps).sum())) {
            inParallel(threads(spec), unfinished.stream().<Runnable>map(part -> () -> {
                int times = compared.addAndGet(search.search(part, found.lists(), stage));
                found.finish(part);
                if (times > 0) {
                    stage.note(times + " times a graph's vectors were compared one by one, since too many are near-duplicates");
                }
            }).toList());
        }
        if (wanted.anchors().length > 0) {
            progress.say(STAGE_NAME + ": " + RecallCheck.of(matrix, wanted, found.lists(), progress).text(wanted));
        }
        return found.lists();
    }

    /// As many as there are cores, if the heap holds as many graphs that are being built.
    private static int threads(SearchSpec.Hnsw spec) {
        long heapOfAGraph = (long) spec.graphRows() * spec.links() * HEAP_PER_LINK;
        Runtime machine = Runtime.getRuntime();
        return Math.clamp(machine.maxMemory() / HEAP_SHARE / heapOfAGraph, 1, machine.availableProcessors());
    }

    private static void inParallel(int threads, List<Runnable> tasks) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(pool.submit(task)));
            try {
                for (Future<?> one : running) {
                    one.get();
                }
            } catch (ExecutionException e) {
                pool.shutdownNow();
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
                throw new InterruptedWorkException(STAGE_NAME, e);
            }
        }
    }

    private void warn(SearchSpec spec, double unfinished) {
        SearchCost cost = new SearchCost(wanted.anchors().length, matrix.rows(), matrix.columns());
        int cores = Runtime.getRuntime().availableProcessors();
        if (cost.hours(spec, cores) * unfinished >= pace.longHours) {
            progress.say(STAGE_NAME + ": " + cost.advice(spec, wanted.depth(), cores));
        }
    }
}
