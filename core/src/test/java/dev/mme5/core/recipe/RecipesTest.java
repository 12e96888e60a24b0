package dev.mme5.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.AdapterSpec;
import dev.mme5.core.Language;
import dev.mme5.core.Modality;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.random.SeededRandom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipesTest {

    @Test
    void readsEachTypeThatARecipeCanHold() {
        SampleRecipe recipe = SampleRecipe.read(SampleRecipe.YAML);
        assertThat(recipe).isEqualTo(new SampleRecipe(
                "no",
                7,
                false,
                Modality.IMAGE_TEXT,
                new Language("zh-Hant"),
                List.of(ModalityPair.parse("IT2T"), ModalityPair.parse("T2I")),
                new AdapterSpec.Dora(8, 64, 0.1, List.of("q_proj", "k_proj")),
                new SampleRecipe.Optimizer(2e-5, 100, Duration.ofSeconds(30)),
                List.of(
                        new SampleRecipe.Source(Path.of("data/a.jsonl"), Optional.empty()),
                        new SampleRecipe.Source(Path.of("data/b.jsonl"), Optional.of(10))),
                Map.of("b", 2.5, "a", 1.0),
                Optional.empty()));
        assertThat(recipe.weights().keySet()).as("in the recipe's order").containsExactly("b", "a");
    }

    @Test
    void readsAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("r.yaml"), SampleRecipe.YAML);
        assertThat(Recipes.read(file, SampleRecipe.class, List.of("seed=8")).seed()).isEqualTo(8);
        assertThatThrownBy(() -> Recipes.read(folder.resolve("none.yaml"), SampleRecipe.class, List.of()))
                .isInstanceOf(RecipeException.class)
                .hasMessage(folder.resolve("none.yaml") + ": expected a recipe in UTF-8, got nothing there; check the path");
    }

    @Test
    void readsBackWhatItWrites() {
        for (int i = 0; i < 200; i++) {
            SampleRecipe recipe = drawn(SeededRandom.of(1, i));
            String yaml = Recipes.toYaml(recipe);
            assertThat(SampleRecipe.read(yaml)).as(yaml).isEqualTo(recipe);
            assertThat(Recipes.toYaml(SampleRecipe.read(yaml))).isEqualTo(yaml);
        }
    }

    private static SampleRecipe drawn(SeededRandom random) {
        List<String> words = List.of(
                "plain", "", " ", "no", "null", "~", "true", "3", "010", "0x1f", "1e3", ".inf", "a: b", "- a", "#", "x # y", "'", "\"",
                "two\nlines\n", "\ttab", "ä 😀", "*a", "&a", "!x", "{", "[", "%", "@", "`", "<<", "=", "trailing ", "\u0085", "\u2028");
        List<AdapterSpec> adapters = List.of(
                new AdapterSpec.Full(),
                new AdapterSpec.Lora(random.nextInt(64), random.nextGaussian(), random.nextDouble(), random.sample(words, 3)),
                new AdapterSpec.Dora(random.nextInt(64), random.nextLong(), random.nextDouble(), List.of()));
        Map<String, Double> weights = new HashMap<>();
        random.sample(words, random.nextInt(5)).forEach(word -> weights.put(word, random.nextGaussian() * 1e10));
        return new SampleRecipe(
                random.pick(words),
                random.nextLong(),
                random.nextBoolean(),
                random.pick(List.of(Modality.values())),
                random.pick(List.of(Language.ENGLISH, new Language("no"), new Language("zh-Hant"))),
                random.nextBoolean() ? List.of() : List.of(ModalityPair.parse("IT2IT")),
                random.pick(adapters),
                new SampleRecipe.Optimizer(
                        random.nextDouble() * Math.pow(10, random.nextInt(30) - 15) + Double.MIN_VALUE,
                        (int) random.nextLong(),
                        random.pick(List.of(Duration.ZERO, Duration.ofMillis(1500), Duration.ofNanos(random.nextInt(1 << 30)), Duration.ofDays(3)))),
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(i -> new SampleRecipe.Source(
                                Path.of("data", "set " + i), random.nextBoolean() ? Optional.of(i) : Optional.empty()))
                        .toList(),
                weights,
                random.nextBoolean() ? Optional.empty() : Optional.of(random.pick(words)));
    }

    @Test
    void takesAnchorsAndMergeKeysAsYamlDoes() {
        String yaml = SampleRecipe.YAML.replace("learningRate: 2e-5", "<<: {learningRate: 1}");
        assertThat(SampleRecipe.read(yaml).optimizer().learningRate()).isEqualTo(1);
    }

    private record Unreadable(Thread thread) {}

    @Test
    void refusesRecordsThatNoRecipeCanFill() {
        assertThatThrownBy(() -> Recipes.parse("thread: 1", "r.yaml", Unreadable.class, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("thread: expected a type that recipes can hold, got java.lang.Thread");
    }
}
