package dev.mme5.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeProblemsTest {

    @Test
    void tellsAllProblemsAtOnceByLine() {
        String yaml =
                """
                name: 3
                sed: 7
                compile: yes
                modality: imagetext
                language: german!
                pairs: IT2T
                adapter: {kind: dara, rank: 8}
                optimizer:
                  learningRate: -1
                  steps: 8.5
                  timeout: 30
                data:
                  - path: a
                    limits:
                      below: 3
                  - b
                weights: {a: "1", b: .inf}
                """;
        assertThat(SampleRecipe.problems(yaml)).containsExactly(
                "r.yaml:1: name: expected a string, got 3; put it in quotes",
                "r.yaml:1: seed: expected an integer, got no such key; add it",
                "r.yaml:2: sed: expected one of the keys name, seed, compile, modality, language, pairs, adapter, optimizer, data, weights,"
                        + " note, got another; did you mean seed?",
                "r.yaml:3: compile: expected true or false, got yes; correct the value",
                "r.yaml:4: modality: expected one of text, image, image-text, got imagetext; did you mean image-text?",
                "r.yaml:5: language: expected a language tag such as de, got german!; correct the value",
                "r.yaml:6: pairs: expected a list, got IT2T; write [a, b] or a line with - for each",
                "r.yaml:7: adapter.kind: expected one of lora, dora, full, got dara; did you mean dora?",
                "r.yaml:10: optimizer.steps: expected an integer from -2147483648 to 2147483647, got 8.5; correct the value",
                "r.yaml:11: optimizer.timeout: expected a duration such as 30s, got 30; correct the value",
                "r.yaml:14: data[0].limits: expected one of the keys path, limit, got another; did you mean limit?",
                "r.yaml:16: data[1]: expected a mapping, got b; write keys and values",
                "r.yaml:17: weights.a: expected a number, got \"1\"; leave out the quotes or correct the value",
                "r.yaml:17: weights.b: expected a number, got .inf; correct the value");
    }

    @Test
    void tellsWhatARecordRefusesAtItsLine() {
        String yaml = SampleRecipe.YAML.replace("2e-5", "-1");
        assertThat(SampleRecipe.problems(yaml))
                .containsExactly("r.yaml:10: optimizer: learningRate: expected a number above 0, got -1.0");
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertThat(SampleRecipe.problems(SampleRecipe.YAML + "seed: 8\n"))
                .containsExactly("r.yaml:18: seed: expected each key once, got it again; remove one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "seed: 7          | seed: 7.0          | r.yaml:3: seed: expected an integer, got 7.0; correct the value",
        "seed: 7          | seed: 7e0          | r.yaml:3: seed: expected an integer, got 7e0; correct the value",
        "seed: 7          | seed: 1_000        | r.yaml:3: seed: expected an integer, got 1_000; correct the value",
        "seed: 7          | seed: \"\"         | r.yaml:3: seed: expected an integer, got \"\"; leave out the quotes or correct the value",
        "seed: 7          | seed:              | r.yaml:3: seed: expected an integer, got nothing; correct the value",
        "seed: 7          | seed: 99999999999999999999 | r.yaml:3: seed: expected an integer, got 99999999999999999999; correct the value",
        "seed: 7          | seed: [7]          | r.yaml:3: seed: expected an integer, got a list; write one value",
        "steps: 100       | steps: 3000000000  | r.yaml:11: optimizer.steps: expected an integer from -2147483648 to 2147483647, got 3000000000; correct the value",
        "compile: false   | compile: off       | r.yaml:4: compile: expected true or false, got off; correct the value",
        "timeout: 30s     | timeout: 30 s      | r.yaml:12: optimizer.timeout: expected a duration such as 30s, got 30 s; correct the value",
        "kind: dora, rank | rank               | r.yaml:8: adapter.kind: expected one of lora, dora, full, got no such key; add it",
        "kind: dora       | kind: full         | r.yaml:8: adapter.rank: expected no key, got another; leave it out",
        "[IT2T, T2I]      | [IT2T, X2I]       | r.yaml:7: pairs[1]: expected a modality pair such as IT2T, got X2I; correct the value",
        "path: data/a.jsonl | path:            | r.yaml:14: data[0].path: expected a path, got nothing; correct the value",
        "limit: 10        | limit: ten         | r.yaml:16: data[1].limit: expected an integer from -2147483648 to 2147483647, got ten; correct the value",
    })
    void readsNothingLooserThanYamlsCoreSchema(String right, String wrong, String problem) {
        assertThat(SampleRecipe.problems(SampleRecipe.YAML.replace(right, wrong))).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'a: b: c'        | r.yaml:1: expected YAML, got an error: mapping values are not allowed here; correct the syntax",
        "'a: *z'          | r.yaml:1: expected YAML, got an error: found undefined alias z; correct the syntax",
        "'# nothing'      | r.yaml:1: expected a value, got nothing; write one",
        "'[1]'            | r.yaml:1: expected a mapping, got a list; write keys and values",
    })
    void refusesDocumentsThatAreNoMapping(String yaml, String problem) {
        assertThat(SampleRecipe.problems(yaml)).containsExactly(problem);
    }

    @Test
    void refusesASecondDocument() {
        assertThat(SampleRecipe.problems(SampleRecipe.YAML + "---\nname: x\n")).singleElement().asString().contains("another document");
    }
}
