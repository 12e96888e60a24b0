package dev.mme5.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.random.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private final Bootstrap bootstrap = new Bootstrap(7, 1000);

    @Test
    void theSameSeedGivesTheSameIntervalWhateverTheOrderOfRows() {
        Observations rows = hits(200, 0.3, 1);
        double[] reversed = IntStream.range(0, 200).mapToDouble(i -> rows.value(199 - i)).toArray();
        List<String> clusters = IntStream.range(0, 200).mapToObj(i -> rows.cluster(199 - i)).toList();
        Interval interval = bootstrap.interval(List.of(rows));
        assertThat(bootstrap.interval(List.of(rows))).isEqualTo(interval);
        assertThat(bootstrap.interval(List.of(new Observations(reversed, clusters)))).isEqualTo(interval);
    }

    @Test
    void anotherSeedDrawsOtherRows() {
        SeededRandom random = SeededRandom.of(5);
        double[] values = IntStream.range(0, 50).mapToDouble(i -> random.nextDouble()).toArray();
        Observations rows = new Observations(values, IntStream.range(0, 50).mapToObj(i -> "row " + i).toList());
        assertThat(new Bootstrap(8, 1000).interval(List.of(rows))).isNotEqualTo(bootstrap.interval(List.of(rows)));
    }

    @Test
    void coversTheTrueMeanAboutNineteenTimesInTwenty() {
        Bootstrap quick = new Bootstrap(7, 300);
        int covered = 0;
        for (int sample = 0; sample < 200; sample++) {
            covered += quick.interval(List.of(hits(150, 0.4, 100 + sample))).contains(0.4) ? 1 : 0;
        }
        assertThat(covered).isBetween(180, 199);
    }

    @Test
    void isAsWideAsTheNormalApproximationOfIndependentRows() {
        Interval interval = bootstrap.interval(List.of(hits(1000, 0.5, 2)));
        assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.96 * Math.sqrt(0.25 / 1000), within(0.008));
    }

    @Test
    void rowsOfOneClusterDoNotCountAsIndependent() {
        List<String> pairs = IntStream.range(0, 400).mapToObj(i -> "concept " + i / 4).toList();
        Observations single = hits(100, 0.5, 3);
        double[] repeated = IntStream.range(0, 400).mapToDouble(i -> single.value(i / 4)).toArray();
        Interval clustered = bootstrap.interval(List.of(new Observations(repeated, pairs)));
        Interval once = bootstrap.interval(List.of(single));
        assertThat(clustered.high() - clustered.low()).isCloseTo(once.high() - once.low(), within(0.02));
    }

    @Test
    void clustersThatTasksShareAreDrawnTogether() {
        Observations german = hits(300, 0.5, 4);
        Interval alone = bootstrap.interval(List.of(german));
        Interval twice = bootstrap.interval(List.of(german, german));
        assertThat(twice).as("the same rows in two languages tell no more than once").isEqualTo(alone);
    }

    @Test
    void theMeanOverTasksIsNotWeightedByRows() {
        Observations many = new Observations(new double[] {1, 1, 1, 1}, List.of("a", "b", "c", "d"));
        Observations few = new Observations(new double[] {0}, List.of("e"));
        Observations none = new Observations(new double[0], List.of());
        assertThat(Bootstrap.mean(List.of(many, few, none))).isEqualTo(0.5);
        assertThatThrownBy(() -> Bootstrap.mean(List.of(none))).hasMessageContaining("at least one row");
    }

    @Test
    void aConstantHasAnIntervalOfNoWidth() {
        Observations ones = new Observations(new double[] {1, 1, 1}, List.of("a", "b", "c"));
        assertThat(bootstrap.interval(List.of(ones))).isEqualTo(new Interval(1, 1));
    }

    private static Observations hits(int rows, double probability, long seed) {
        SeededRandom random = SeededRandom.of(seed);
        double[] values = new double[rows];
        List<String> clusters = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            values[row] = random.nextDouble() < probability ? 1 : 0;
            clusters.add("row " + row);
        }
        return new Observations(values, clusters);
    }
}
