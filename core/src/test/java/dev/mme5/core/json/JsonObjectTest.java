package dev.mme5.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    private final JsonObject object = Json.parse(
            """
            {"text": "a", "whole": 3, "big": 5000000000, "part": 8.5, "yes": true, "none": null,
             "below": {"deep": {"word": 1}}, "words": ["a", "b"], "numbers": [1, 2.5], "integers": [1, 2],
             "rows": [{"id": "x"}, {"id": 4}]}""",
            "f.json");

    @Test
    void givesValuesOfTheirTypes() {
        assertThat(object.string("text")).isEqualTo("a");
        assertThat(object.integer("whole")).isEqualTo(3);
        assertThat(object.longInteger("big")).isEqualTo(5_000_000_000L);
        assertThat(object.number("part")).isEqualTo(8.5);
        assertThat(object.number("whole")).isEqualTo(3);
        assertThat(object.bool("yes")).isTrue();
        assertThat(object.strings("words")).containsExactly("a", "b");
        assertThat(object.numbers("numbers")).containsExactly(1.0, 2.5);
        assertThat(object.integers("integers")).containsExactly(1, 2);
        assertThat(object.objects("rows").getFirst().string("id")).isEqualTo("x");
        assertThat(object.keys()).startsWith("text", "whole").hasSize(11);
    }

    @Test
    void takesAMissingOrNullValueForAbsentWhereItMayBe() {
        assertThat(object.has("none")).isFalse();
        assertThat(object.optionalString("none")).isEmpty();
        assertThat(object.optionalString("text")).contains("a");
        assertThat(object.optionalObject("missing")).isEmpty();
        assertThat(object.stringOr("missing", "d")).isEqualTo("d");
        assertThat(object.integerOr("missing", 1)).isEqualTo(1);
        assertThat(object.numberOr("part", 1)).isEqualTo(8.5);
        assertThat(object.boolOr("missing", true)).isTrue();
    }

    @Test
    void namesTheKeyPathOfWhatIsWrong() {
        refuses(o -> o.string("whole"), "f.json: whole: expected a string, got 3");
        refuses(o -> o.string("missing"), "f.json: missing: expected a string, got no such key");
        refuses(o -> o.string("none"), "f.json: none: expected a string, got null");
        refuses(o -> o.integer("part"), "f.json: part: expected an integer, got 8.5");
        refuses(o -> o.integer("big"), "f.json: big: expected an integer, got 5000000000");
        refuses(o -> o.longInteger("text"), "f.json: text: expected an integer, got \"a\"");
        refuses(o -> o.number("yes"), "f.json: yes: expected a number, got true");
        refuses(o -> o.bool("whole"), "f.json: whole: expected true or false, got 3");
        refuses(o -> o.object("words"), "f.json: words: expected an object, got a list");
        refuses(o -> o.object("below").object("deep").string("word"), "f.json: below.deep.word: expected a string, got 1");
        refuses(o -> o.objects("rows").get(1).string("id"), "f.json: rows[1].id: expected a string, got 4");
        refuses(o -> o.strings("numbers"), "f.json: numbers[0]: expected a string, got 1");
        refuses(o -> o.integerOr("text", 1), "f.json: text: expected an integer, got \"a\"");
        refuses(o -> o.strings("below"), "f.json: below: expected a list of strings, got an object");
    }

    @Test
    void refusesUnknownKeysAndSaysWhichWasMeant() {
        JsonObject row = Json.parse("{\"imagee\": \"x\"}", "f.jsonl:2");
        assertThatThrownBy(() -> row.allowOnly(List.of("text", "image")))
                .hasMessage("f.jsonl:2: imagee: expected one of the keys text, image, got another; did you mean image?");
        row.allowOnly(List.of("imagee"));
    }

    @Test
    void keepsTheDetailApartFromThePlace() {
        assertThatThrownBy(() -> object.string("whole")).isInstanceOfSatisfying(
                JsonException.class, e -> assertThat(e.detail()).isEqualTo("whole: expected a string, got 3"));
    }

    private void refuses(Consumer<JsonObject> access, String message) {
        assertThatThrownBy(() -> access.accept(object)).isInstanceOf(JsonException.class).hasMessage(message);
    }
}
