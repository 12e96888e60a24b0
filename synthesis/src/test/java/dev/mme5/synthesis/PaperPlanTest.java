package dev.mme5.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Language;
import dev.mme5.core.TaskKind;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.plan.RowKind;
import dev.mme5.testkit.Checkout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// The recipe of the paper's plan, all 560,000 rows of it.
class PaperPlanTest {

    @Test
    void hasThePapersTasksPairsAndLanguages() {
        SynthesisRecipe recipe = Recipes.read(Checkout.resolve("recipes/synthesis/mme5-560k.yaml"), SynthesisRecipe.class, List.of());
        Planner planner = new Planner(
                new Planner.Order(recipe.rows(), recipe.seed(), recipe.shares(), recipe.languages(), Set.of(), recipe.style().orElseThrow()),
                (kind, random) -> List.of());
        Map<TaskKind, Integer> tasks = new HashMap<>();
        Map<String, Integer> pairs = new HashMap<>();
        Map<Language, Integer> languages = new HashMap<>();
        for (int number = 0; number < planner.size(); number++) {
            RowKind kind = planner.kind(number);
            tasks.merge(kind.task(), 1, Integer::sum);
            pairs.merge(kind.modality().code(), 1, Integer::sum);
            languages.merge(kind.language(), 1, Integer::sum);
        }

        assertThat(tasks).isEqualTo(Map.of(TaskKind.CLASSIFICATION, 140_000, TaskKind.VQA, 140_000, TaskKind.RETRIEVAL, 280_000));
        Map<String, Integer> released = Map.of(
                "T2I", 14_090, "T2IT", 14_081, "I2T", 224_217, "I2I", 27_988, "IT2T", 195_783, "IT2I", 56_185, "IT2IT", 27_656);
        assertThat(pairs).hasSameSizeAs(released).allSatisfy((pair, count) ->
                assertThat((double) count).as(pair).isCloseTo(released.get(pair), Offset.offset(released.get(pair) * 0.015)));
        assertThat(languages).hasSize(93);
        assertThat(languages.get(Language.ENGLISH) / 560_000.0).isCloseTo(0.431, Offset.offset(0.001));
        assertThat(languages.get(new Language("pl")) / 560_000.0).isCloseTo(0.03, Offset.offset(0.001));
        assertThat(languages.get(new Language("xh"))).as("about a thousand of 500,000, says the ancestor").isBetween(1_300, 1_500);
    }
}
