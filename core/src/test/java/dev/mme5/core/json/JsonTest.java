package dev.mme5.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.Language;
import dev.mme5.core.Modality;
import dev.mme5.core.ModalityPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"a\":1,\"a\":2} | expected a JSON object, got something else at column 11 (Duplicate Object property \"a\")",
        "{\"a\":1} {}    | expected a JSON object, got something else",
        "{\"a\":1        | expected a JSON object, got something else",
        "{'a':1}         | expected a JSON object, got something else",
        "{\"a\":01}      | expected a JSON object, got something else",
        "{\"a\":NaN}     | expected a JSON object, got something else",
        "[1]             | expected a JSON object, got a list",
        "\"a\"           | expected a JSON object, got \"a\"",
        "~ ~             | expected a JSON object, got nothing",
    })
    void refusesWhatIsNotOneStrictObject(String text, String message) {
        assertThatThrownBy(() -> Json.parse(text, "rows.jsonl:7"))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("rows.jsonl:7: " + message);
    }

    @Test
    void saysWhichLineOfALongTextIsBroken() {
        assertThatThrownBy(() -> Json.parse("{\n\"a\": 1,\n\"b\" 2\n}", "config.json"))
                .hasMessageStartingWith("config.json: expected a JSON object, got something else at line 3, column 5");
    }

    @Test
    void readsAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("config.json"), "{\"hidden_size\": 64}\n");
        assertThat(Json.read(file).integer("hidden_size")).isEqualTo(64);
    }

    @Test
    void namesTheFileThatIsMissingOrNotText(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("config.json");
        assertThatThrownBy(() -> Json.read(file)).isInstanceOf(JsonException.class).hasMessageStartingWith(file + ": expected");
        Files.write(file, new byte[] {'{', (byte) 0xff, '}'});
        assertThatThrownBy(() -> Json.read(file)).hasMessage(file + ": expected a JSON file in UTF-8, got bytes that are not UTF-8");
    }

    private record Everything(
            String text,
            int number,
            Optional<Double> absent,
            Optional<Double> there,
            Modality modality,
            Language language,
            ModalityPair pair,
            Path file,
            Instant at,
            float[] vector,
            List<Nested> nested) {}

    private record Nested(boolean flag, Map<Modality, Long> counts) {}

    @Test
    void writesRecordsWithTheirComponentsInOrder() {
        Everything value = new Everything(
                "ä\n\"", 3, Optional.empty(), Optional.of(0.5), Modality.IMAGE_TEXT, new Language("de"), ModalityPair.parse("IT2T"),
                Path.of("a", "b"), Instant.EPOCH, new float[] {0.1f, -2}, List.of(new Nested(true, Map.of(Modality.TEXT, 4L))));
        assertThat(Json.write(value))
                .isEqualTo("{\"text\":\"ä\\n\\\"\",\"number\":3,\"there\":0.5,\"modality\":\"image_text\",\"language\":\"de\","
                        + "\"pair\":\"IT2T\",\"file\":\"a/b\",\"at\":\"1970-01-01T00:00:00Z\",\"vector\":[0.1,-2.0],"
                        + "\"nested\":[{\"flag\":true,\"counts\":{\"text\":4}}]}");
    }

    @Test
    void writesOverSeveralLinesForPeople() {
        assertThat(Json.writePretty(new Nested(false, Map.of()))).isEqualTo("{\n  \"flag\" : false,\n  \"counts\" : { }\n}\n");
    }

    @Test
    void sortsWhatHasNoOrderAndKeepsWhatHasOne() {
        Map<String, Integer> ordered = new LinkedHashMap<>();
        ordered.put("z", 1);
        ordered.put("a", 2);
        assertThat(Json.write(ordered)).isEqualTo("{\"z\":1,\"a\":2}");
        assertThat(Json.write(new HashMap<>(ordered))).isEqualTo("{\"a\":2,\"z\":1}");
        assertThat(Json.write(Map.of("set", Set.of("c", "a", "b")))).isEqualTo("{\"set\":[\"a\",\"b\",\"c\"]}");
    }

    @Test
    void writesParsedObjectsAsTheyWere() {
        String text = "{\"b\":[1,2.50,{\"c\":null}],\"a\":\"x\"}";
        assertThat(Json.write(List.of(Json.parse(text, "x")))).isEqualTo("[" + text.replace("2.50", "2.5") + "]");
    }

    @Test
    void refusesWhatJsonCannotSay() {
        assertThatThrownBy(() -> Json.write(Map.of("loss", List.of(1.0, Double.NaN))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("loss[1]: expected a record, text, finite number")
                .hasMessageEndingWith("got NaN");
        assertThatThrownBy(() -> Json.write(new Object())).hasMessageEndingWith("got a java.lang.Object");
    }
}
