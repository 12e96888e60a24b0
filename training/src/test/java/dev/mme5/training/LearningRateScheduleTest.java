package dev.mme5.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.json.JsonObject;
import dev.mme5.training.LearningRateSchedule.Rule;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {

    private static void assertFactors(LearningRateSchedule schedule, double... expected) {
        double[] factors = new double[(int) schedule.steps()];
        for (int step = 0; step < factors.length; step++) {
            factors[step] = schedule.factor(step);
        }
        assertThat(factors).containsExactly(expected, within(1e-12));
    }

    /// fixtures/training/schedules.jsonl: transformers 4.48.3, DeepSpeed 0.14.4.
    @Test
    void followsTheRulesOfTransformersAndDeepSpeed() {
        List<JsonObject> golden = PublishedRow.lines("schedules.jsonl");
        assertThat(golden).isNotEmpty();
        for (JsonObject row : golden) {
            double warmup = row.number("warmup");
            for (Rule rule : List.of(Rule.TRANSFORMERS, Rule.DEEPSPEED)) {
                double[] expected = row.numbers(rule.name().toLowerCase(Locale.ROOT)).stream().mapToDouble(Double::doubleValue).toArray();
                assertFactors(new LearningRateSchedule(row.longInteger("steps"), warmup, warmup, rule), expected);
            }
        }
    }

    @Test
    void warmsUpStaysAndDecays() {
        assertFactors(new LearningRateSchedule(10, 0.2, 0.6), 0.5, 1, 1, 1, 1, 1, 1, 0.75, 0.5, 0.25);
    }

    @Test
    void decaysFromTheWarmUpOnWithoutAPlateau() {
        assertFactors(new LearningRateSchedule(6, 1.0 / 3, 0), 0.5, 1, 1, 0.75, 0.5, 0.25);
    }

    @Test
    void staysWithoutWarmUpOrDecay() {
        assertFactors(new LearningRateSchedule(3, 0, 1), 1, 1, 1);
    }

    @Test
    void neverGoesAboveOneWhenTheWarmUpIsNoWholeNumberOfSteps() {
        assertFactors(new LearningRateSchedule(5, 0.5, 1), 0.4, 0.8, 1, 1, 1);
    }

    @Test
    void refusesSharesOutsideZeroToOne() {
        assertThatThrownBy(() -> new LearningRateSchedule(5, 1.5, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LearningRateSchedule(0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
