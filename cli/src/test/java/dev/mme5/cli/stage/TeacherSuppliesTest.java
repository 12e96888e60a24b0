package dev.mme5.cli.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.recipe.Recipes;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.synthesis.teacher.TeacherSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TeacherSuppliesTest {

    @Test
    void readsTheKeyThatTheRecipeNames() {
        TeacherSpec paid = teacher("openai");
        assertThat(TeacherSupplies.of(paid, 1, () -> Instant.EPOCH, variable -> Optional.ofNullable(Map.of("OPENAI_API_KEY", "sk-1").get(variable)))
                        .key())
                .hasValueSatisfying(key -> assertThat(key.variable()).isEqualTo("OPENAI_API_KEY"));
        assertThatThrownBy(() -> TeacherSupplies.of(paid, 1, () -> Instant.EPOCH, variable -> Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("environment variable OPENAI_API_KEY: expected the service's key, got nothing; set it, or leave"
                        + " teacher.keyVariable out of the recipe");
    }

    @Test
    void readsNothingWhereNoKeyIsNamed() {
        for (String recipe : List.of("offline", "local-vllm")) {
            assertThat(TeacherSupplies.of(teacher(recipe), 1, () -> Instant.EPOCH, variable -> {
                throw new AssertionError("read " + variable);
            }).key()).isEmpty();
        }
    }

    private static TeacherSpec teacher(String recipe) {
        Path file = Path.of("..", "recipes", "synthesis", recipe + ".yaml");
        return Recipes.read(file, SynthesisRecipe.class, List.of()).teacher();
    }
}
