package dev.mme5.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RanksTest {

    @Test
    void countsTheHigherScores() {
        assertThat(Ranks.ofFirst(new float[] {0.9f, 0.1f, 0.5f})).isEqualTo(1);
        assertThat(Ranks.ofFirst(new float[] {0.3f, 0.1f, 0.5f})).isEqualTo(2);
        assertThat(Ranks.ofFirst(new float[] {-1, 0.1f, 0.5f})).isEqualTo(3);
        assertThat(Ranks.ofFirst(new float[] {0.2f})).isEqualTo(1);
    }

    @Test
    void countsATieAgainstTheRightAnswer() {
        assertThat(Ranks.ofFirst(new float[] {0.5f, 0.1f, 0.5f})).isEqualTo(2);
        assertThat(Ranks.ofFirst(new float[] {0.5f, 0.5f, 0.5f})).as("all alike").isEqualTo(3);
    }

    @Test
    void takesTheBestOfSeveralRightAnswersAndNeverCountsOneAgainstAnother() {
        float[] scores = {0.4f, 0.9f, 0.7f, 0.4f};
        assertThat(Ranks.ofBest(scores, 4, i -> i == 0 || i == 3)).as("two right ones tie").isEqualTo(3);
        assertThat(Ranks.ofBest(scores, 4, i -> i == 0 || i == 2)).isEqualTo(2);
        assertThat(Ranks.ofBest(scores, 2, i -> i == 0)).as("only the first two are read").isEqualTo(2);
    }

    @Test
    void refusesARowWithoutARightAnswer() {
        assertThatThrownBy(() -> Ranks.ofBest(new float[] {1}, 1, i -> false)).hasMessageContaining("got none");
    }
}
