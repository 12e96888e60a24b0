package dev.mme5.synthesis.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mme5.core.recipe.RecipeException;
import dev.mme5.core.recipe.Recipes;
import dev.mme5.synthesis.teacher.http.ChatBody;
import dev.mme5.synthesis.teacher.http.Openai;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TeacherSpecTest {
    private static final String RECIPE = """
            teacher:
              kind: openai
              baseUrl: http://localhost:8000/v1/
              model: some-model
              keyVariable: SOME_KEY
              mode: live
              structured: auto
              sampling: {temperature: 1.0, maxTokens: 3000, seeded: true}
              pictures: {maxSide: 768, jpegQuality: 0.9, detail: high}
              limits: {requestsPerMinute: 500}
              timeouts: {connect: 10s, firstByte: 2m, whole: 3m}
              retries: {attempts: 6, firstDelay: 500ms, longestDelay: 60s, breakAfter: 20, breakFor: 30s, giveUpAfter: 10m}
              listPrices: {prompt: 2.5, cached: 1.25, completion: 10}
              batchPriceFactor: 0.5
              headers: {}
              body: {reasoning_effort: '"low"'}
            """;

    record Recipe(TeacherSpec teacher) {}

    @Test
    void isReadFromARecipeAndWrittenBack() {
        TeacherSpec.Openai spec = read();
        assertThat(spec.baseUrl()).as("without the slash").isEqualTo("http://localhost:8000/v1");
        assertThat(spec.limits().tokensPerMinute()).isEmpty();
        assertThat(spec.sampling().topP()).isEmpty();
        String written = Recipes.toYaml(new Recipe(spec));
        assertThat(Recipes.parse(written, "again", Recipe.class, List.of()).teacher()).isEqualTo(spec);
        assertThat(written).as("the key's name is in the recipe, never the key").contains("keyVariable: SOME_KEY");
    }

    @Test
    void refusesWhatCannotBe() {
        refuses("teacher.baseUrl=localhost:8000", "baseUrl: expected an address such as http://localhost:8000/v1");
        refuses("teacher.baseUrl=\"http://user:secret@host/v1\"", "baseUrl: expected an address");
        refuses("teacher.sampling.topP=0", "topP: expected a number over 0 to 1, got 0.0");
        refuses("teacher.limits.requestsPerMinute=0", "requestsPerMinute: expected at least 1, got 0");
        refuses("teacher.retries.attempts=0", "attempts: expected at least 1, got 0");
        refuses("teacher.timeouts.whole=0s", "whole: expected more than nothing");
        refuses("teacher.batchPriceFactor=2", "batchPriceFactor: expected a number from 0 to 1");
        refuses("teacher.listPrices.cached=-1", "cached: expected a price of at least 0");
        refuses("teacher.structured=yaml", "expected one of auto, schema, json, text");
    }

    @Test
    void refusesSecretsWhereTheyWouldBeWrittenDownAndDoesNotRepeatThem() {
        for (String override : List.of("teacher.baseUrl=\"http://user:sk-secret@host/v1\"", "teacher.baseUrl=\"http://host/v1?key=sk-secret\"",
                "teacher.keyVariable=sk-secret", "teacher.headers={api-key: sk-secret}", "teacher.headers={X-Goog-Api-Key: sk-secret}",
                "teacher.headers={Authorization: Basic sk-secret}", "teacher.headers={X-Upstream: bearer sk-secret}")) {
            assertThatThrownBy(() -> Recipes.parse(RECIPE, "r", Recipe.class, List.of(override)))
                    .as(override).isInstanceOf(RecipeException.class).hasMessageContaining("expected").message().doesNotContain("sk-secret");
        }
        refuses("teacher.headers={api-key: sk-secret}", "headers.api-key: expected no secret in a recipe, got what looks like one");
        refuses("teacher.keyVariable=sk-secret", "keyVariable: expected the name of an environment variable, such as OPENAI_API_KEY");
    }

    @Test
    void takesAHeaderForTheKeyByThePlaceThatIsMarkedInIt() {
        TeacherSpec.Openai spec =
                (TeacherSpec.Openai) Recipes.parse(RECIPE, "r", Recipe.class, List.of("teacher.headers={api-key: '{key}'}")).teacher();
        assertThat(spec.headers()).containsExactly(Map.entry("api-key", "{key}"));
        String without = RECIPE.replace("  keyVariable: SOME_KEY\n", "");
        assertThatThrownBy(() -> Recipes.parse(without, "r", Recipe.class, List.of("teacher.headers={api-key: '{key}'}")))
                .hasMessageContaining("headers.api-key: expected a keyVariable for the place of the key, got none");
    }

    @Test
    void costsWhatTheTokensCost() {
        Usage usage = new Usage(1_000_000, 200_000, 400_000, 300);
        assertThat(read().prices().usd(usage)).isCloseTo(0.6 * 2.5 + 0.4 * 1.25 + 0.2 * 10, within(1e-9));
        TeacherSpec.Openai batch = (TeacherSpec.Openai) Recipes.parse(RECIPE, "r", Recipe.class, List.of("teacher.mode=batch")).teacher();
        assertThat(batch.prices().usd(usage)).isCloseTo(4.0 / 2, within(1e-9));
        assertThat(new TeacherSpec.Offline().prices().usd(usage)).isZero();
    }

    @Test
    void refusesFieldsThatAreNoJsonOrHaveAKeyOfTheirOwn() {
        for (Map.Entry<String, String> bad : Map.of("a", "low", "b", "1, \"c\": 2", "temperature", "1", "d", "").entrySet()) {
            TeacherSpec.Openai spec = (TeacherSpec.Openai) Recipes.parse(RECIPE, "r", Recipe.class, List.of()).teacher();
            TeacherSpec.Openai with = new TeacherSpec.Openai(spec.baseUrl(), spec.model(), spec.keyVariable(), spec.mode(), spec.structured(),
                    spec.sampling(), spec.pictures(), spec.limits(), spec.timeouts(), spec.retries(), spec.listPrices(),
                    spec.batchPriceFactor(), spec.headers(), Map.of(bad.getKey(), bad.getValue()));
            assertThatThrownBy(() -> new ChatBody(with, Openai.AS_THEY_ARE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("body." + bad.getKey() + ": expected ");
        }
    }

    @Test
    void keyIsNeverText() {
        ApiKey key = new ApiKey("SOME_KEY", "sk-0123456789");
        assertThat(key).hasToString("ApiKey[SOME_KEY]");
        assertThat(key.hideIn("you sent sk-0123456789!")).isEqualTo("you sent ***!");
        assertThat(new ApiKey("SOME_KEY", "EMPTY").hideIn("EMPTY shelves")).isEqualTo("EMPTY shelves");
        assertThatThrownBy(() -> new ApiKey("SOME_KEY", "sk-with\nnewline"))
                .hasMessageContaining("SOME_KEY: expected a key of visible ASCII characters")
                .hasMessageNotContaining("sk-");
    }

    private static TeacherSpec.Openai read() {
        return (TeacherSpec.Openai) Recipes.parse(RECIPE, "recipe", Recipe.class, List.of()).teacher();
    }

    private static void refuses(String override, String message) {
        assertThatThrownBy(() -> Recipes.parse(RECIPE, "recipe", Recipe.class, List.of(override)))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining(message);
    }
}
