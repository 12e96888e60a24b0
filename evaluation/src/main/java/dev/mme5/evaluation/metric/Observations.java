package dev.mme5.evaluation.metric;

import java.util.List;

/// One task's values, row by row, with the cluster that each row belongs to: rows about the same concept or picture are not
/// independent of each other, in whatever language they ask. Immutable.
public final class Observations {
    private final double[] values;
    private final List<String> clusters;

    /// @param values one for each row; copied
    /// @param clusters one for each row; rows with equal keys, also of other tasks, are drawn together
    public Observations(double[] values, List<String> clusters) {
        if (values.length != clusters.size()) {
            throw new IllegalArgumentException(
                    "observations: expected a cluster for each of " + values.length + " values, got " + clusters.size());
        }
        this.values = values.clone();
        this.clusters = List.copyOf(clusters);
    }

    public int size() {
        return values.length;
    }

    public double value(int row) {
        return values[row];
    }

    public String cluster(int row) {
        return clusters.get(row);
    }

    /// The mean over rows; NaN if there is none.
    public double mean() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
