package dev.mme5.training;

import dev.mme5.model.Prepared;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A step's rows cut into passes: rows of one pass have the same number of pictures and like lengths. The cut depends on the rows alone,
/// so a step is the same sum on every run.
final class Chunks {
    private Chunks() {}

    /// @param maxTokens most tokens of a pass, padding included
    /// @param maxPictures most pictures of a pass
    /// @return for each worker, its passes as row numbers
    static List<List<List<Integer>>> of(List<Prepared> rows, int maxTokens, int maxPictures, int workers) {
        List<List<Integer>> chunks = cut(rows, maxTokens, maxPictures);
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

    private static List<List<Integer>> cut(List<Prepared> rows, int maxTokens, int maxPictures) {
        List<Integer> order = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> rows.get(i).pictures()).thenComparingInt(i -> rows.get(i).tokens()))
                .toList();
        List<List<Integer>> chunks = new ArrayList<>();
        List<Integer> chunk = new ArrayList<>();
        for (int index : order) {
            Prepared row = rows.get(index);
            int size = chunk.size() + 1;
            boolean full = (long) size * row.tokens() > maxTokens || (long) size * row.pictures() > maxPictures;
            boolean other = !chunk.isEmpty() && rows.get(chunk.getFirst()).pictures() != row.pictures();
            if (!chunk.isEmpty() && (full || other)) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
            }
            chunk.add(index);
        }
        chunks.add(chunk);
        return chunks;
    }

    /// A picture costs about as much as this many tokens.
    private static final long TOKENS_OF_A_PICTURE = 60;

    private static long cost(List<Prepared> rows, List<Integer> chunk) {
        long longest = chunk.stream().mapToInt(i -> rows.get(i).tokens()).max().orElse(0);
        return chunk.size() * (longest + TOKENS_OF_A_PICTURE * rows.get(chunk.getFirst()).pictures());
    }
}
