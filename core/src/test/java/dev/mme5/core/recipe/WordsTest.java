package dev.mme5.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Modality;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {
    private record InfoNce() {}

    private record HTTPTeacher() {}

    @Test
    void spellsJavasNamesInLowerCaseWithHyphens() {
        assertThat(Words.of(Modality.IMAGE_TEXT)).isEqualTo("image-text");
        assertThat(Words.of(InfoNce.class)).isEqualTo("info-nce");
        assertThat(Words.of(HTTPTeacher.class)).isEqualTo("http-teacher");
    }

    @Test
    void writesDurationsInTheLargestUnitThatFits() {
        assertThat(Durations.format(Duration.ofMinutes(90))).isEqualTo("90m");
        assertThat(Durations.format(Duration.ofHours(48))).isEqualTo("2d");
        assertThat(Durations.format(Duration.ofMillis(1500))).isEqualTo("1500ms");
        assertThat(Durations.format(Duration.ZERO)).isEqualTo("0s");
    }

    @Test
    void readsDurationsWithAUnitOnly() {
        assertThat(Durations.parse("250ms")).contains(Duration.ofMillis(250));
        assertThat(Durations.parse("30")).isEmpty();
        assertThat(Durations.parse("-1s")).isEmpty();
        assertThat(Durations.parse("999999999999999999d")).isEmpty();
    }
}
