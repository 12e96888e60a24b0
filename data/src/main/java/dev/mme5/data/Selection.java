package dev.mme5.data;

import dev.mme5.core.random.SeededRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Draws rows by their numbers, each set of the wanted size as likely as any other.
final class Selection {
    private Selection() {}

    /// Draws `k` of the set bits in one pass (Knuth, volume 2, algorithm S).
    ///
    /// @return all of them if there are no more than `k`
    static BitSet draw(BitSet from, long k, SeededRandom random) {
        BitSet drawn = new BitSet(from.length());
        long left = from.cardinality();
        long wanted = Math.min(k, left);
        for (int i = from.nextSetBit(0); i >= 0 && wanted > 0; i = from.nextSetBit(i + 1)) {
            if (random.nextDouble() * left < wanted) {
                drawn.set(i);
                wanted--;
            }
            left--;
        }
        return drawn;
    }

    /// Divides a total by weights, none beyond its limit; what one cannot take goes to the others. The largest remainders are rounded up.
    static long[] divide(long total, double[] weights, long[] limits) {
        long[] parts = new long[weights.length];
        boolean[] full = new boolean[weights.length];
        long open = Math.min(total, IntStream.range(0, limits.length).filter(i -> weights[i] > 0).mapToLong(i -> limits[i]).sum());
        while (open > 0) {
            long given = divideOnce(open, weights, limits, parts, full);
            open -= given;
        }
        return parts;
    }

    private static long divideOnce(long open, double[] weights, long[] limits, long[] parts, boolean[] full) {
        double sum = IntStream.range(0, weights.length).filter(i -> !full[i]).mapToDouble(i -> weights[i]).sum();
        List<Integer> order = new ArrayList<>();
        double[] remainders = new double[weights.length];
        long given = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!full[i] && weights[i] > 0) {
                double share = open * weights[i] / sum;
                long part = Math.min((long) share, limits[i] - parts[i]);
                remainders[i] = share - part;
                given += part;
                parts[i] += part;
                order.add(i);
            }
        }
        order.sort(Comparator.comparingDouble((Integer i) -> -remainders[i]));
        for (int i : order) {
            if (given < open && parts[i] < limits[i]) {
                parts[i]++;
                given++;
            }
            full[i] = parts[i] >= limits[i];
        }
        return given;
    }
}
