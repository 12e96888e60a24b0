package dev.mme5.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    @Test
    void countsInsertedDroppedAndReplacedLetters() {
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
        assertThat(Spelling.distance("same", "same")).isZero();
    }

    @Test
    void findsTheNearestKnownWord() {
        assertThat(Spelling.nearest("temprature", List.of("temperature", "seed"))).contains("temperature");
        assertThat(Spelling.nearest("sed", List.of("steps", "seed"))).contains("seed");
    }

    @Test
    void findsNothingWhenNothingIsNear() {
        assertThat(Spelling.nearest("optimizer", List.of("seed", "steps"))).isEmpty();
        assertThat(Spelling.nearest("x", List.of())).isEmpty();
    }
}
