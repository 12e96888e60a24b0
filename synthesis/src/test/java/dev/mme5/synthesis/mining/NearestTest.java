package dev.mme5.synthesis.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.random.SeededRandom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestTest {
    /// Few different cosines, so that many are equal.
    private static final List<Integer> ROWS = IntStream.range(0, 200).boxed().toList();

    private static float cosine(int row) {
        return row * 7 % 13 / 13f;
    }

    @Test
    void holdsTheSameWhateverTheOrderAndHoweverOftenARowIsOffered() {
        List<Integer> expected = ROWS.stream().sorted(Comparator.comparing((Integer row) -> -cosine(row)).thenComparing(row -> row)).limit(40).toList();
        for (int seed = 0; seed < 20; seed++) {
            SeededRandom random = SeededRandom.of(seed);
            List<Integer> offers = new ArrayList<>(random.shuffled(ROWS));
            offers.addAll(random.shuffled(ROWS).subList(0, 100));
            Nearest nearest = new Nearest(40);
            offers.forEach(row -> nearest.offer(row, cosine(row)));
            assertThat(nearest.rows()).containsExactly(expected.stream().mapToInt(row -> row).toArray());
            assertThat(nearest.bar()).isEqualTo(cosine(expected.getLast()));
        }
    }

    @Test
    void takesAllWhileItIsNotFull() {
        Nearest nearest = new Nearest(3);
        assertThat(nearest.bar()).isEqualTo(Float.NEGATIVE_INFINITY);
        nearest.offer(5, -0.5f);
        nearest.offer(4, -0.9f);
        assertThat(nearest.rows()).containsExactly(5, 4);
        assertThat(nearest.bar()).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        Nearest nearest = new Nearest(40);
        ROWS.subList(0, 30).forEach(row -> nearest.offer(row, cosine(row)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        nearest.write(new DataOutputStream(bytes));
        Nearest read = Nearest.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), 40);
        assertThat(read.rows()).isEqualTo(nearest.rows());
        assertThat(read.cosines()).isEqualTo(nearest.cosines());
        assertThatThrownBy(() -> Nearest.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), 29))
                .isInstanceOf(IOException.class).hasMessage("expected at most 29 neighbours, got 30");
    }
}
