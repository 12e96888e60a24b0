package dev.mme5.synthesis.teacher.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonObject;
import dev.mme5.synthesis.plan.RowAttributes;
import dev.mme5.synthesis.plan.RowKind;
import dev.mme5.synthesis.plan.WritingStyle;
import dev.mme5.synthesis.teacher.ProtocolKeys;
import dev.mme5.synthesis.teacher.SampleRequests;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole prompts stand in `src/test/resources/prompts`, to be read.
class SinglePassPromptTest {

    static Stream<String> kinds() {
        return SampleRequests.KINDS.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void saysWhatARowWants(String kind) throws IOException {
        SinglePassPrompt prompt = SinglePassPrompt.of(SampleRequests.of(kind, 0));
        assertThat(user(prompt)).isEqualTo(golden(kind + ".txt"));
    }

    @Test
    void saysTheSameFirstToEveryRow() throws IOException {
        assertThat(SinglePassPrompt.system()).isEqualTo(golden("system.txt"));
    }

    @Test
    void saysWhatWasWrong() throws IOException {
        assertThat(SinglePassPrompt.repair("model: draft.query: expected a string, got 7")).isEqualTo(golden("repair.txt"));
    }

    @Test
    void leavesOutWhatIsFree() {
        SinglePassRequest styled = SampleRequests.of("retrieval-I2T", 0);
        RowAttributes attributes = styled.kind().attributes();
        RowAttributes plain = new RowAttributes(attributes.question(), attributes.form(), attributes.queryLanguage(),
                attributes.documentLanguage(), WritingStyle.PLAIN);
        RowKind kind = new RowKind(styled.kind().task(), styled.kind().modality(), styled.kind().language(), plain);
        assertThat(user(SinglePassPrompt.of(new SinglePassRequest(kind, styled.pictures(), 1)))).doesNotContain("at least", "Think of");
    }

    @Test
    void asksForTheProtocolsKeysInTheirOrder() throws IOException {
        assertThat(AnswerSchema.json() + "\n").isEqualTo(golden("answer-schema.json") + "\n");
        JsonObject schema = Json.parse(AnswerSchema.json(), "schema");
        assertThat(schema.strings("required")).isEqualTo(ProtocolKeys.ANSWER);
        assertThat(schema.object("properties").keys()).isEqualTo(ProtocolKeys.ANSWER);
        assertThat(schema.object("properties").object("draft").object("properties").keys()).isEqualTo(ProtocolKeys.DRAFT);
        assertThat(schema.object("properties").object("interpretations").object("items").strings("required"))
                .isEqualTo(ProtocolKeys.INTERPRETATION);
    }

    @Test
    void hasAVersionOfItsTexts() {
        assertThat(SinglePassPrompt.version()).matches("[0-9a-f]{12}");
    }

    @Test
    void fillsEveryPlaceAndNoOther() {
        Template template = new Template("greeting", "Hello {{name}}, {not} {{ this }}");
        assertThat(template.fill(Map.of("name", "$1 {{name}}"))).isEqualTo("Hello $1 {{name}}, {not} {{ this }}");
        assertThatThrownBy(() -> template.fill(Map.of())).hasMessage("prompt greeting: expected values for [name], got []");
        assertThatThrownBy(() -> template.fill(Map.of("name", "x", "age", "y")))
                .hasMessage("prompt greeting: expected values for [name], got [age, name]");
    }

    private static String user(SinglePassPrompt prompt) {
        return prompt.user().stream()
                .map(part -> switch (part) {
                    case PromptPart.Words(String text) -> text;
                    case PromptPart.Picture _ -> "<picture>";
                })
                .collect(Collectors.joining("\n"));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SinglePassPromptTest.class.getResourceAsStream("/prompts/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
