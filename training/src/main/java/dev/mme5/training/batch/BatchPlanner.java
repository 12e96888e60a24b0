package dev.mme5.training.batch;

import dev.mme5.core.Example;
import dev.mme5.core.random.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which examples make up a step: sub-batches of one task and modality pair, so that in-batch negatives are of the positive's kind, and
/// several such sub-batches a step. Each epoch is a fresh shuffle; what does not fill a sub-batch is left to another epoch.
final class BatchPlanner {
    private final Map<String, List<Integer>> numbersOf = new TreeMap<>();
    private final int subBatch;
    private final int perStep;
    private final long seed;
    private volatile @Nullable Epoch last;

    /// @param kinds of the examples, in their order
    /// @param rows queries of a step, a multiple of `subBatch`
    BatchPlanner(List<String> kinds, int rows, int subBatch, long seed) {
        this.subBatch = subBatch;
        this.perStep = rows / subBatch;
        this.seed = seed;
        for (int i = 0; i < kinds.size(); i++) {
            numbersOf.computeIfAbsent(subBatch == 1 ? "" : kinds.get(i), k -> new ArrayList<>()).add(i);
        }
    }

    /// What examples of a sub-batch have in common.
    static String kind(Example example) {
        return (example.task() + " " + example.modalities()).intern();
    }

    /// Steps of an epoch.
    int stepsPerEpoch() {
        int subBatches = numbersOf.values().stream().mapToInt(rows -> rows.size() / subBatch).sum();
        return subBatches / perStep;
    }

    /// The examples of a step, by their numbers.
    List<Integer> step(long step) {
        int perEpoch = stepsPerEpoch();
        List<List<Integer>> subBatches = epoch(step / perEpoch);
        int from = (int) (step % perEpoch) * perStep;
        List<Integer> rows = new ArrayList<>();
        subBatches.subList(from, from + perStep).forEach(rows::addAll);
        return rows;
    }

    /// The last one is kept: the next step is most often of the same.
    private List<List<Integer>> epoch(long epoch) {
        Epoch known = last;
        if (known == null || known.number() != epoch) {
            known = new Epoch(epoch, shuffled(epoch));
            last = known;
        }
        return known.subBatches();
    }

    private record Epoch(long number, List<List<Integer>> subBatches) {}

    private List<List<Integer>> shuffled(long epoch) {
        List<List<Integer>> subBatches = new ArrayList<>();
        numbersOf.forEach((kind, rows) -> {
            List<Integer> shuffled = SeededRandom.of(seed, "rows", epoch, kind).shuffled(rows);
            for (int from = 0; from + subBatch <= shuffled.size(); from += subBatch) {
                subBatches.add(shuffled.subList(from, from + subBatch));
            }
        });
        return SeededRandom.of(seed, "steps", epoch).shuffled(subBatches);
    }
}
