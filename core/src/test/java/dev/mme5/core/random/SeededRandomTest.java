package dev.mme5.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.Language;
import dev.mme5.core.Modality;
import dev.mme5.core.ModalityPair;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeededRandomTest {
    private static final int DRAWS = 20_000;

    /// The expected numbers come from another implementation of SHA-256 and xoshiro256++ (Python's).
    @Test
    void givesTheSameNumbersOnEveryMachineForever() {
        SeededRandom random = SeededRandom.of(7, "row", 17, Modality.IMAGE_TEXT, new Language("de"), ModalityPair.parse("IT2T"), 0.5, true);
        assertThat(List.of(random.nextLong(), random.nextLong(), random.nextLong())).containsExactly(-3468035500009133949L, 7763342727975938932L, 982731598137009252L);
        assertThat(random.nextInt(1000)).isEqualTo(135);
        assertThat(random.nextDouble()).isEqualTo(0.4049216105971206);
        assertThat(random.nextGaussian()).isEqualTo(0.21138184239111174);
        assertThat(random.shuffled(List.of(1, 2, 3, 4, 5))).containsExactly(5, 4, 1, 3, 2);
    }

    @Test
    void tellsSeedsAndSaltsApart() {
        List<Long> first = List.of(
                SeededRandom.of(1).nextLong(),
                SeededRandom.of(2).nextLong(),
                SeededRandom.of(1, "a").nextLong(),
                SeededRandom.of(1, "a", "b").nextLong(),
                SeededRandom.of(1, "ab").nextLong(),
                SeededRandom.of(1, "a|1:b").nextLong(),
                SeededRandom.of(1, 3).nextLong(),
                SeededRandom.of(1, "3").nextLong(),
                SeededRandom.of(1, 3.0).nextLong());
        assertThat(first).doesNotHaveDuplicates();
        assertThat(SeededRandom.of(1, 3L).nextLong()).isEqualTo(SeededRandom.of(1, 3).nextLong());
    }

    @Test
    void refusesSaltsWhoseTextMayDiffer() {
        assertThatThrownBy(() -> SeededRandom.of(1, new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got a java.lang.Object; pass its name or id");
    }

    @Test
    void drawsEachIntegerEquallyOften() {
        SeededRandom random = SeededRandom.of(1);
        int[] counts = new int[5];
        for (int i = 0; i < DRAWS; i++) {
            counts[random.nextInt(5)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(DRAWS / 5 - 300, DRAWS / 5 + 300);
        }
        assertThatThrownBy(() -> random.nextInt(0)).hasMessage("bound: expected at least 1, got 0");
    }

    @Test
    void drawsNumbersWithinTheirRange() {
        SeededRandom random = SeededRandom.of(2);
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            double value = random.nextDouble(-1, 3);
            assertThat(value).isGreaterThanOrEqualTo(-1).isLessThan(3);
            sum += value;
        }
        assertThat(sum / DRAWS).isCloseTo(1, within(0.05));
        assertThat(random.nextDouble(1, Math.nextUp(1.0))).isEqualTo(1);
    }

    @Test
    void drawsFromTheNormalDistribution() {
        SeededRandom random = SeededRandom.of(3);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double value = random.nextGaussian();
            sum += value;
            squares += value * value;
        }
        assertThat(sum / DRAWS).isCloseTo(0, within(0.03));
        assertThat(squares / DRAWS).isCloseTo(1, within(0.05));
    }

    @Test
    void tossesAFairCoin() {
        SeededRandom random = SeededRandom.of(4);
        long heads = IntStream.range(0, DRAWS).filter(i -> random.nextBoolean()).count();
        assertThat(heads).isBetween(DRAWS / 2 - 400L, DRAWS / 2 + 400L);
    }

    @Test
    void samplesWithoutRepetition() {
        List<Integer> items = IntStream.range(0, 50).boxed().toList();
        SeededRandom random = SeededRandom.of(5);
        assertThat(random.sample(items, 20)).hasSize(20).doesNotHaveDuplicates().isSubsetOf(items);
        assertThat(random.shuffled(items)).containsExactlyInAnyOrderElementsOf(items).isNotEqualTo(items);
        assertThat(random.sample(items, 0)).isEmpty();
        assertThatThrownBy(() -> random.sample(items, 51)).hasMessage("sample: expected 0 to 50 items, got 51");
    }

    @Test
    void shufflesIntoEachOrderEquallyOften() {
        SeededRandom random = SeededRandom.of(6);
        long inOrder = IntStream.range(0, DRAWS)
                .filter(i -> random.shuffled(List.of(1, 2, 3)).equals(List.of(1, 2, 3)))
                .count();
        assertThat(inOrder).isBetween(DRAWS / 6 - 250L, DRAWS / 6 + 250L);
    }

    @Test
    void drawsByWeightAndNeverWhatWeighsNothing() {
        SeededRandom random = SeededRandom.of(8);
        int[] counts = new int[4];
        for (int i = 0; i < DRAWS; i++) {
            counts[random.weighted(List.of(0, 1, 2, 3), new double[] {1, 0, 3, 0})]++;
        }
        assertThat(counts[1] + counts[3]).isZero();
        assertThat(counts[2]).isBetween(DRAWS * 3 / 4 - 400, DRAWS * 3 / 4 + 400);
    }

    @Test
    void refusesWeightsThatGiveNoChoice() {
        SeededRandom random = SeededRandom.of(9);
        assertThatThrownBy(() -> random.weighted(List.of("a"), new double[] {0})).hasMessageContaining("sum above 0");
        assertThatThrownBy(() -> random.weighted(List.of("a"), new double[] {1, 1})).hasMessageContaining("expected 1");
        assertThatThrownBy(() -> random.weighted(List.of("a", "b"), new double[] {1, -1})).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> random.weighted(List.of("a", "b"), new double[] {1, Double.NaN})).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> random.pick(List.of())).hasMessage("pick: expected at least one item, got none");
    }
}
