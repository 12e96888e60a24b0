package dev.mme5.training;

import dev.mme5.model.Prepared;
import dev.mme5.model.RowBatches;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A step's passes dealt out to workers by their cost. The deal depends on the rows alone, so a step is the same sum on every run.
final class Chunks {
    private Chunks() {}

    /// @param maxTokens most tokens of a pass, padding included
    /// @param maxPictures most pictures of a pass
    /// @return for each worker, its passes as row numbers
    static List<List<List<Integer>>> of(List<Prepared> rows, int maxTokens, int maxPictures, int workers) {
        List<List<Integer>> chunks = RowBatches.of(rows, new RowBatches.Budget(Integer.MAX_VALUE, maxTokens, maxPictures));
        chunks.sort(Comparator.comparingLong(chunk -> -cost(rows, chunk)));
        List<List<List<Integer>>> assigned = new ArrayList<>();
        long[] load = new long[workers];
        for (int worker = 0; worker < workers; worker++) {
            assigned.add(new ArrayList<>());
        }
        for (List<Integer> chunk : chunks) {
            int least = IntStream.range(0, workers).boxed().min(Comparator.comparingLong(w -> load[w])).orElseThrow();
            assigned.get(least).add(chunk);
            load[least] += cost(rows, chunk);
        }
        return assigned;
    }

    /// A picture costs about as much as this many tokens.
    private static final long TOKENS_OF_A_PICTURE = 60;

    private static long cost(List<Prepared> rows, List<Integer> chunk) {
        long longest = chunk.stream().mapToInt(i -> rows.get(i).tokens()).max().orElse(0);
        return chunk.size() * (longest + TOKENS_OF_A_PICTURE * rows.get(chunk.getFirst()).pictures());
    }
}
