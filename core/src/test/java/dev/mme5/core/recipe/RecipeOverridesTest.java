package dev.mme5.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.AdapterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeOverridesTest {

    @Test
    void replacesAValueAtAnyDepth() {
        SampleRecipe recipe = SampleRecipe.read(
                SampleRecipe.YAML, "seed=8", "optimizer.steps=5", "data.0.limit=3", "data[1].limit=4", "adapter={kind: full}");
        assertThat(recipe.seed()).isEqualTo(8);
        assertThat(recipe.optimizer().steps()).isEqualTo(5);
        assertThat(recipe.data().get(0).limit()).contains(3);
        assertThat(recipe.data().get(1).limit()).contains(4);
        assertThat(recipe.adapter()).isEqualTo(new AdapterSpec.Full());
    }

    @Test
    void letsTheLastOneWin() {
        assertThat(SampleRecipe.read(SampleRecipe.YAML, "seed=8", "seed=9").seed()).isEqualTo(9);
    }

    @Test
    void addsWhatTheRecipeLeftOut() {
        SampleRecipe recipe = SampleRecipe.read(SampleRecipe.YAML, "note=a=b", "weights.c=3", "pairs=[]");
        assertThat(recipe.note()).contains("a=b");
        assertThat(recipe.weights()).containsEntry("c", 3.0);
        assertThat(recipe.pairs()).isEqualTo(List.of());
    }

    @Test
    void isReadAsStrictlyAsTheFile() {
        assertThat(SampleRecipe.problems(
                        SampleRecipe.YAML, "seed=8.5", "name=3", "optimizer.step=1", "adapter.kind=dara", "note=[", "compile=", "steps"))
                .containsExactly(
                        "--set: note: expected YAML, got an error: expected the node content, but found '<stream end>'; correct the syntax",
                        "--set: compile: expected a value, got nothing; write one",
                        "--set: steps: expected key.path=value, got no =; add it",
                        "--set: name: expected a string, got 3; put it in quotes",
                        "--set: seed: expected an integer, got 8.5; correct the value",
                        "--set: adapter.kind: expected one of lora, dora, full, got dara; did you mean dora?",
                        "--set: optimizer.step: expected one of the keys learningRate, steps, timeout, got another; did you mean steps?");
    }

    @Test
    void refusesPathsThatLeadNowhere() {
        assertThat(SampleRecipe.problems(SampleRecipe.YAML, "data.7.limit=1", "data.x=1", "seed.x=1", "=1")).containsExactly(
                "--set: data.7.limit: expected an index below 2, got 7; correct the path",
                "--set: data.x: expected an index below 2, got x; correct the path",
                "--set: seed.x: expected a mapping above x, got a single value; correct the path",
                "--set: =1: expected key.path=value, got no key; add it");
    }

    @Test
    void leavesTheOtherUsesOfAnAnchorAlone() {
        String yaml = SampleRecipe.YAML.replace("  - path: data/a.jsonl\n", "  - &a {path: data/a.jsonl, limit: 1}\n  - *a\n");
        SampleRecipe recipe = SampleRecipe.read(yaml, "data.1.limit=2");
        assertThat(recipe.data().get(0).limit()).contains(1);
        assertThat(recipe.data().get(1).limit()).contains(2);
    }
}
