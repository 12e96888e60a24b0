package dev.mme5.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.recipe.RecipeException;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.evaluation.benchmark.SuiteSpec;
import dev.mme5.evaluation.benchmark.XtdSuite;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationRecipeTest {
    private static final Path RECIPES = Path.of("../recipes/evaluation");

    @Test
    void theQuickstartMeasuresTheHeldOutStyleInAtLeastXtdsLanguages() {
        SuiteSpec.Concepts suite = (SuiteSpec.Concepts) read("quickstart.yaml").suite();
        assertThat(suite.style()).isEqualTo("twitter");
        assertThat(suite.languages()).hasSize(19).containsAll(XtdSuite.LANGUAGES);
        assertThat(XtdSuite.LANGUAGES).containsAll(suite.captionLanguages());
        assertThat(suite.candidates()).isEqualTo(10);
    }

    @Test
    void theOthersNameTheirBenchmark() {
        assertThat(read("xtd.yaml").suite()).isInstanceOf(SuiteSpec.Xtd.class);
        assertThat(((SuiteSpec.Mmeb) read("mmeb.yaml").suite()).datasets()).isEmpty();
    }

    @Test
    void survivesTheWayThroughTheRunDirectory() {
        for (String name : List.of("quickstart.yaml", "xtd.yaml", "mmeb.yaml")) {
            EvaluationRecipe recipe = read(name);
            assertThat(Recipes.parse(Recipes.toYaml(recipe), name, EvaluationRecipe.class, List.of())).isEqualTo(recipe);
        }
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertThatThrownBy(() -> read("quickstart.yaml", "suite.hardCandidates=10", "resamples=5"))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("hardCandidates: expected 0 to 9");
        assertThatThrownBy(() -> read("quickstart.yaml", "suite.seenSplit=train")).hasMessageContaining("seenSplit");
        assertThatThrownBy(() -> read("quickstart.yaml", "suite.kind=pictures")).hasMessageContaining("concepts");
    }

    private static EvaluationRecipe read(String name, String... overrides) {
        return Recipes.read(RECIPES.resolve(name), EvaluationRecipe.class, List.of(overrides));
    }
}
