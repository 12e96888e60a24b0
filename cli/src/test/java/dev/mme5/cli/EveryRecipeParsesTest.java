package dev.mme5.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.recipe.Recipes;
import dev.mme5.evaluation.EvaluationRecipe;
import dev.mme5.synthesis.SynthesisRecipe;
import dev.mme5.training.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EveryRecipeParsesTest {
    private static final Map<String, Class<? extends Record>> RECIPES = Map.of(
            "synthesis", SynthesisRecipe.class, "training", TrainingRecipe.class, "evaluation", EvaluationRecipe.class);

    private final Path folder = Path.of("../recipes");

    @Test
    void everyRecipeThatShipsParsesAndSurvivesBeingWritten() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        assertThat(files).extracting(file -> folder.relativize(file).toString())
                .contains("synthesis/offline.yaml", "synthesis/openai.yaml", "synthesis/local-vllm.yaml", "training/nano-pretrain.yaml",
                        "training/nano-pretrain-captions.yaml", "training/nano-finetune.yaml",
                        "evaluation/quickstart.yaml", "evaluation/mmeb.yaml", "evaluation/xtd.yaml");
        for (Path file : files) {
            String stage = folder.relativize(file).getName(0).toString();
            assertThat(RECIPES).as("stages that have recipes, for %s", file).containsKey(stage);
            Record recipe = Recipes.read(file, RECIPES.get(stage), List.of());
            assertThat(Recipes.parse(Recipes.toYaml(recipe), file + " again", RECIPES.get(stage), List.of())).as(file.toString()).isEqualTo(recipe);
        }
    }

    @Test
    void everyRecipeBeginsByTellingWhatItIsAndHowToRunIt() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String head = Files.readString(file).lines().takeWhile(line -> line.startsWith("#")).reduce("", (a, b) -> a + b + "\n");
                assertThat(head).as(file.toString()).contains("./mme5 ");
            }
        }
    }
}
