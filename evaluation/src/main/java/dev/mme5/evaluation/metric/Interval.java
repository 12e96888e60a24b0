package dev.mme5.evaluation.metric;

/// A closed interval on the scale of a score.
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval: expected low <= high, got " + low + " and " + high);
        }
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
