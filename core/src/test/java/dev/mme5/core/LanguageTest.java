package dev.mme5.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

    @ParameterizedTest
    @ValueSource(strings = {"de", "he", "id", "yi", "zh-Hant", "fil", "pcm", "shn", "no"})
    void keepsWellFormedTags(String tag) {
        assertThat(new Language(tag)).hasToString(tag);
    }

    @Test
    void spellsTagsInOneWay() {
        assertThat(new Language("ZH-hant")).isEqualTo(new Language("zh-Hant"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "german!", "de_DE"})
    void refusesOtherTexts(String tag) {
        assertThatThrownBy(() -> new Language(tag)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("BCP 47");
    }

    @Test
    void hasAnEnglishName() {
        assertThat(new Language("de").englishName()).isEqualTo("German");
    }

    @Test
    void sortsByTag() {
        assertThat(new Language("de")).isLessThan(Language.ENGLISH);
    }
}
