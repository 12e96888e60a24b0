package dev.mme5.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.random.SeededRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricTest {
    private static final int[] RANKS = {1, 3, 2, 11, 1};
    private static final List<Metric> ALL = List.of(
            new Metric.PrecisionAt1(), new Metric.RecallAt(3), new Metric.RecallAt(10), new Metric.ReciprocalRank(), new Metric.NdcgAt(10));

    @Test
    void agreesWithAHandComputedTable() {
        assertThat(new Metric.PrecisionAt1().mean(RANKS)).isEqualTo(2 / 5.0);
        assertThat(new Metric.RecallAt(1).mean(RANKS)).isEqualTo(2 / 5.0);
        assertThat(new Metric.RecallAt(2).mean(RANKS)).isEqualTo(3 / 5.0);
        assertThat(new Metric.RecallAt(10).mean(RANKS)).isEqualTo(4 / 5.0);
        assertThat(new Metric.ReciprocalRank().mean(RANKS)).isCloseTo((1 + 1 / 3.0 + 1 / 2.0 + 1 / 11.0 + 1) / 5, within(1e-12));
        // 1 / log2(rank + 1): 1, 0.5, 0.6309297…, 0 beyond ten, 1
        assertThat(new Metric.NdcgAt(10).mean(RANKS)).isCloseTo((1 + 0.5 + 0.63092975357 + 0 + 1) / 5, within(1e-10));
    }

    @Test
    void chanceIsTheShareOfRightOrders() {
        assertThat(new Metric.PrecisionAt1().chance(10, 1)).isCloseTo(0.1, within(1e-12));
        assertThat(new Metric.PrecisionAt1().chance(10, 3)).isCloseTo(0.3, within(1e-12));
        assertThat(new Metric.RecallAt(10).chance(1906, 1)).isCloseTo(10 / 1906.0, within(1e-12));
        assertThat(new Metric.RecallAt(10).chance(5, 1)).isCloseTo(1, within(1e-12));
        // two right among five, none of the first two: 3/5 * 2/4
        assertThat(new Metric.RecallAt(2).chance(5, 2)).isCloseTo(1 - 0.3, within(1e-12));
        assertThat(new Metric.ReciprocalRank().chance(4, 1)).isCloseTo((1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0) / 4, within(1e-12));
        assertThat(new Metric.PrecisionAt1().chance(1, 1)).isEqualTo(1);
    }

    @Test
    void chanceIsWhatRandomScoresGive() {
        SeededRandom random = SeededRandom.of(3);
        int[] ranks = new int[20_000];
        float[] scores = new float[12];
        for (int query = 0; query < ranks.length; query++) {
            for (int i = 0; i < scores.length; i++) {
                scores[i] = (float) random.nextDouble();
            }
            ranks[query] = Ranks.ofBest(scores, scores.length, i -> i < 2);
        }
        for (Metric metric : ALL) {
            assertThat(metric.mean(ranks)).as(metric.name()).isCloseTo(metric.chance(12, 2), within(0.012));
        }
    }

    @Test
    void staysBetweenZeroAndOneAndNeverRisesWithTheRank() {
        for (Metric metric : ALL) {
            assertThat(metric.ofRank(1)).as(metric.name()).isEqualTo(1);
            assertThat(IntStream.rangeClosed(1, 50)).as(metric.name()).allMatch(rank ->
                    metric.ofRank(rank + 1) <= metric.ofRank(rank) && metric.ofRank(rank) <= 1 && metric.ofRank(rank) >= 0);
        }
    }

    @Test
    void nameAndParseAreInverse() {
        for (Metric metric : ALL) {
            assertThat(Metric.parse(metric.name())).isEqualTo(metric);
        }
        assertThatThrownBy(() -> Metric.parse("recallAt0")).hasMessageContaining("got \"recallAt0\"");
    }

    @Test
    void refusesToAverageNothing() {
        assertThatThrownBy(() -> new Metric.PrecisionAt1().mean(new int[0])).hasMessageContaining("at least one rank");
        assertThatThrownBy(() -> new Metric.PrecisionAt1().chance(3, 0)).hasMessageContaining("1 to 3");
    }
}
