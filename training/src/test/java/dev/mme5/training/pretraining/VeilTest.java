package dev.mme5.training.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.random.SeededRandom;
import dev.mme5.model.image.Picture;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VeilTest {
    private static final int SIDE = 40;
    private static final Picture PICTURE =
            new Picture(SIDE, SIDE, IntStream.range(0, SIDE * SIDE).map(i -> 0xff000000 | i).toArray());

    @Test
    void leavesAtMostAQuarterToBeSeenAndSometimesNothing() {
        int wholly = 0;
        for (int seed = 0; seed < 60; seed++) {
            int[] covered = new Veil(SeededRandom.of(seed, "veil")).apply(PICTURE).argb();
            long seen = IntStream.range(0, covered.length).filter(i -> covered[i] == PICTURE.argb()[i]).count();
            assertThat(seen).isLessThanOrEqualTo(SIDE * SIDE / 4 + 1);
            assertThat(Arrays.stream(covered)).allMatch(pixel -> pixel >>> 24 == 255);
            wholly += seen <= 1 ? 1 : 0;
        }
        assertThat(wholly).isBetween(10, 40);
    }

    @Test
    void coversTheSamePartsFromTheSameSeed() {
        int[] once = new Veil(SeededRandom.of(5, "veil")).apply(PICTURE).argb();
        assertThat(new Veil(SeededRandom.of(5, "veil")).apply(PICTURE).argb()).isEqualTo(once);
        assertThat(new Veil(SeededRandom.of(6, "veil")).apply(PICTURE).argb()).isNotEqualTo(once);
    }
}
