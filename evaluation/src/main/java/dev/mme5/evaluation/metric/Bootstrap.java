package dev.mme5.evaluation.metric;

import dev.mme5.core.random.SeededRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The 95 % percentile interval of a mean, by drawing clusters of rows with replacement. The same seed and data give the same
/// interval, whatever the order of the rows.
///
/// @param seed of the draws
/// @param resamples how many, 1,000 for instance
public record Bootstrap(long seed, int resamples) {
    private static final double TAIL = 0.025;

    public Bootstrap {
        if (resamples < 1) {
            throw new IllegalArgumentException("resamples: expected at least 1, got " + resamples);
        }
    }

    /// The unweighted mean over tasks of each task's mean over its rows; tasks without rows are left out.
    public static double mean(List<Observations> tasks) {
        return tasks.stream().filter(task -> task.size() > 0).mapToDouble(Observations::mean).average()
                .orElseThrow(() -> new IllegalArgumentException("mean: expected at least one row, got none"));
    }

    /// The interval of [#mean(List)]. A cluster that occurs in several tasks is drawn for all of them at once, as its rows rise and
    /// fall together.
    public Interval interval(List<Observations> tasks) {
        Map<String, Integer> indices = clusterIndices(tasks);
        List<Sums> sums = tasks.stream().filter(task -> task.size() > 0).map(task -> Sums.of(task, indices)).toList();
        if (sums.isEmpty()) {
            throw new IllegalArgumentException("interval: expected at least one row, got none");
        }
        double[] means = IntStream.range(0, resamples)
                .parallel()
                .mapToDouble(i -> drawMean(sums, indices.size(), SeededRandom.of(seed, "bootstrap", i)))
                .sorted()
                .toArray();
        return new Interval(percentile(means, TAIL), percentile(means, 1 - TAIL));
    }

    private static double drawMean(List<Sums> tasks, int clusters, SeededRandom random) {
        while (true) {
            int[] drawn = new int[clusters];
            for (int i = 0; i < clusters; i++) {
                drawn[random.nextInt(clusters)]++;
            }
            double sum = 0;
            int counted = 0;
            for (Sums task : tasks) {
                double mean = task.mean(drawn);
                if (!Double.isNaN(mean)) {
                    sum += mean;
                    counted++;
                }
            }
            if (counted > 0) {
                return sum / counted;
            }
        }
    }

    private static Map<String, Integer> clusterIndices(List<Observations> tasks) {
        Map<String, Integer> indices = new TreeMap<>();
        for (Observations task : tasks) {
            for (int row = 0; row < task.size(); row++) {
                indices.put(task.cluster(row), 0);
            }
        }
        int next = 0;
        for (Map.Entry<String, Integer> entry : indices.entrySet()) {
            entry.setValue(next++);
        }
        return indices;
    }

    private static double percentile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /// A task's values summed by cluster.
    private record Sums(int[] clusters, double[] totals, int[] rows) {

        static Sums of(Observations task, Map<String, Integer> indices) {
            double[] totals = new double[indices.size()];
            int[] rows = new int[indices.size()];
            for (int row = 0; row < task.size(); row++) {
                int cluster = indices.get(task.cluster(row));
                totals[cluster] += task.value(row);
                rows[cluster]++;
            }
            int[] present = IntStream.range(0, rows.length).filter(i -> rows[i] > 0).toArray();
            return new Sums(present, totals, rows);
        }

        /// The mean when cluster i occurs `drawn[i]` times; NaN if none of this task's does.
        double mean(int[] drawn) {
            double sum = 0;
            long count = 0;
            for (int cluster : clusters) {
                sum += drawn[cluster] * totals[cluster];
                count += (long) drawn[cluster] * rows[cluster];
            }
            return sum / count;
        }
    }
}
