package dev.mme5.synthesis.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Divides whole rows by shares with the method of the largest remainder: each count is its exact share rounded down or up.
final class Apportionment {

    private Apportionment() {}

    /// The counts, in the order of the shares; they sum to `total`. Equal remainders go to the earlier share.
    ///
    /// @param shares any weights, none negative, not all zero
    static <K> SequencedMap<K, Integer> of(int total, Map<K, Double> shares) {
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        SequencedMap<K, Integer> counts = new LinkedHashMap<>();
        Map<K, Double> remainders = new LinkedHashMap<>();
        int given = 0;
        for (Map.Entry<K, Double> share : shares.entrySet()) {
            double exact = total * (share.getValue() / sum);
            int whole = (int) Math.floor(exact);
            counts.put(share.getKey(), whole);
            remainders.put(share.getKey(), exact - whole);
            given += whole;
        }
        List<K> byRemainder = new ArrayList<>(shares.keySet());
        byRemainder.sort(Comparator.comparing(remainders::get, Comparator.reverseOrder()));
        for (K key : byRemainder.subList(0, total - given)) {
            counts.merge(key, 1, Integer::sum);
        }
        return counts;
    }

    /// Each key as often as it was counted.
    static <K> List<K> expand(Map<K, Integer> counts) {
        List<K> all = new ArrayList<>();
        counts.forEach((key, count) -> {
            for (int i = 0; i < count; i++) {
                all.add(key);
            }
        });
        return all;
    }
}
