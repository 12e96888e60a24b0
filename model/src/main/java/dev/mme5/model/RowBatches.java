package dev.mme5.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Rows cut into passes: those of one pass have the same number of pictures and like lengths. The cut depends on the rows alone.
public final class RowBatches {
    private RowBatches() {}

    /// The most that one pass may hold; a single row may exceed the last two.
    ///
    /// @param rows in number
    /// @param tokens padding included
    /// @param pictures in number
    public record Budget(int rows, int tokens, int pictures) {}

    /// @return passes as row numbers, sorted by pictures and length, none empty
    public static List<List<Integer>> of(List<Prepared> rows, Budget budget) {
        List<Integer> order = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> rows.get(i).pictures()).thenComparingInt(i -> rows.get(i).tokens()))
                .toList();
        List<List<Integer>> batches = new ArrayList<>();
        List<Integer> batch = new ArrayList<>();
        for (int index : order) {
            Prepared row = rows.get(index);
            int size = batch.size() + 1;
            boolean full = size > budget.rows()
                    || (long) size * row.tokens() > budget.tokens()
                    || (long) size * row.pictures() > budget.pictures();
            boolean other = !batch.isEmpty() && rows.get(batch.getFirst()).pictures() != row.pictures();
            if (!batch.isEmpty() && (full || other)) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(index);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
