package dev.mme5.training.batch;

import dev.mme5.core.Example;
import dev.mme5.core.random.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which examples make up a step: sub-batches of one task and modality pair, so that in-batch negatives are of the positive's kind, and
/// several such sub-batches a step. Each epoch is a fresh shuffle; what does not fill a sub-batch is left to another epoch.
final class BatchPlanner {
    private final Map<String, List<Integer>> kinds = new TreeMap<>();
    private final int subBatch;
    private final int perStep;
    private final long seed;

    /// @param rows queries of a step, a multiple of `subBatch`
    BatchPlanner(List<Example> examples, int rows, int subBatch, long seed) {
        this.subBatch = subBatch;
        this.perStep = rows / subBatch;
        this.seed = seed;
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            String kind = subBatch == 1 ? "" : example.task() + " " + example.modalities();
            kinds.computeIfAbsent(kind, k -> new ArrayList<>()).add(i);
        }
    }

    /// Steps of an epoch.
    int stepsPerEpoch() {
        int subBatches = kinds.values().stream().mapToInt(rows -> rows.size() / subBatch).sum();
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

    private List<List<Integer>> epoch(long epoch) {
        List<List<Integer>> subBatches = new ArrayList<>();
        kinds.forEach((kind, rows) -> {
            List<Integer> shuffled = SeededRandom.of(seed, "rows", epoch, kind).shuffled(rows);
            for (int from = 0; from + subBatch <= shuffled.size(); from += subBatch) {
                subBatches.add(shuffled.subList(from, from + subBatch));
            }
        });
        return SeededRandom.of(seed, "steps", epoch).shuffled(subBatches);
    }
}
