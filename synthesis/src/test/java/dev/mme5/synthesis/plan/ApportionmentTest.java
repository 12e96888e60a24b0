package dev.mme5.synthesis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.random.SeededRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApportionmentTest {
    @Test
    void givesTheLargestRemaindersTheRest() {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("a", 1.0);
        shares.put("b", 1.0);
        shares.put("c", 2.0);
        assertThat(Apportionment.of(10, shares)).isEqualTo(Map.of("a", 3, "b", 2, "c", 5));
        assertThat(Apportionment.of(0, shares)).isEqualTo(Map.of("a", 0, "b", 0, "c", 0));
        assertThat(Apportionment.of(1, shares)).isEqualTo(Map.of("a", 0, "b", 0, "c", 1));
    }

    @Test
    void staysWithinOneOfTheExactShareAndSumsToTheTotal() {
        for (int round = 0; round < 300; round++) {
            SeededRandom random = SeededRandom.of(1, "apportionment", round);
            Map<Integer, Double> shares = new LinkedHashMap<>();
            for (int key = 0; key <= random.nextInt(60); key++) {
                shares.put(key, random.nextBoolean() ? random.nextDouble() * 10 : 0.5);
            }
            int total = random.nextInt(1000);
            double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
            Map<Integer, Integer> counts = Apportionment.of(total, shares);

            assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(total);
            counts.forEach((key, count) ->
                    assertThat(Math.abs(count - total * shares.get(key) / sum)).as("share %s of %s", key, shares).isLessThan(1));
        }
    }

    @Test
    void expandsCounts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("a", 2);
        counts.put("b", 0);
        counts.put("c", 1);
        assertThat(Apportionment.expand(counts)).isEqualTo(List.of("a", "a", "c"));
    }
}
