package dev.mme5.data.stats;

import java.util.TreeMap;

/// Counts numbers, by their value, of which there are few.
final class Histogram {
    private final TreeMap<Long, Long> counts = new TreeMap<>();
    private long count;
    private double sum;

    void add(long value) {
        counts.merge(value, 1L, Long::sum);
        count++;
        sum += value;
    }

    Distribution distribution() {
        if (count == 0) {
            return new Distribution(0, 0, 0, 0, 0);
        }
        long before = 0;
        long median = counts.firstKey();
        for (long value : counts.keySet()) {
            median = value;
            before += counts.get(value);
            if (2 * before >= count) {
                break;
            }
        }
        return new Distribution(count, counts.firstKey(), median, sum / count, counts.lastKey());
    }
}
