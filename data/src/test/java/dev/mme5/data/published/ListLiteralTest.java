package dev.mme5.data.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.random.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListLiteralTest {
    private static final List<String> PIECES = List.of(
            "'", "\"", "\\", "\n", "\t", "\r", " ", "a", "é", "犬", "😀", "\u0000", "\u200b", "\u2028", "\u00a0", "\ue000", "[", "]", ",", "{", "\\n", "'''");

    @Test
    void readsBackWhateverItWrites() {
        for (int i = 0; i < 2_000; i++) {
            List<String> texts = drawn(SeededRandom.of(7, i));
            assertThat(ListLiteral.parse(ListLiteral.write(texts))).as(ListLiteral.write(texts)).isEqualTo(texts);
        }
    }

    private static List<String> drawn(SeededRandom random) {
        List<String> texts = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(random.pick(PIECES));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    @Test
    void writesAsPythonsReprDoes() {
        assertThat(ListLiteral.write(List.of())).isEqualTo("[]");
        assertThat(ListLiteral.write(List.of("", "it's", "\"", "'\"", "a\n\u0000\u200b😀é"))).isEqualTo("['', \"it's\", '\"', '\\'\"', 'a\\n\\x00\\u200b😀é']");
    }

    @Test
    void readsWhatPythonReads() {
        assertThat(ListLiteral.parse("['']")).containsExactly("");
        assertThat(ListLiteral.parse(" [ 'a' , \"b\",\n] ")).containsExactly("a", "b");
        assertThat(ListLiteral.parse("['a' \"b\" 'c']")).as("adjacent literals").containsExactly("abc");
        assertThat(ListLiteral.parse("['''a'\n\"b\"''', \"\"\"c\"\"\"]")).containsExactly("a'\n\"b\"", "c");
        assertThat(ListLiteral.parse("[r'\\n\\'', R\"\\x\", u'\\u00e9', U'']")).containsExactly("\\n\\'", "\\x", "é", "");
        assertThat(ListLiteral.parse("['\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"']")).containsExactly("\u0007\b\f\n\r\t\u000b\\'\"");
        assertThat(ListLiteral.parse("['\\0\\101\\1018\\x41\\u0041\\U0001F600\\N{BULLET}']")).containsExactly("\u0000AA8AA😀•");
        assertThat(ListLiteral.parse("['\\q\\\n.']")).as("unknown escapes stay, escaped ends of line go").containsExactly("\\q.");
        assertThat(ListLiteral.parse("'alone'")).as("a text that is no list").containsExactly("alone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "['a'              | a comma or ] at character 5, got the end",
        "['a' 3]           | a comma or ] at character 6, got \"3\"",
        "['a]              | the quote ' that ends the text at character 5, got the end",
        "[a]               | a text in quotes at character 2, got \"a\"",
        "[None]            | a text in quotes at character 2, got \"N\"",
        "[b'a']            | a text in quotes at character 2, got \"b\"",
        "['a',,'b']        | a text in quotes at character 6, got \",\"",
        "['a'] + ['b']     | the end at character 7, got \"+\"",
        "__import__('os')  | a text in quotes at character 1, got \"_\"",
        "['\\xg0']         | 2 hexadecimal digits of a character at character 5, got \"g\"",
        "['\\U00110000']   | 8 hexadecimal digits of a character at character 5, got \"0\"",
        "['\\N{NO SUCH}']  | the name of a character at character 5, got \"{\"",
        "``                | a text in quotes at character 1, got the end",
    })
    void refusesEverythingElseWithItsPlace(String literal, String problem) {
        assertThatThrownBy(() -> ListLiteral.parse(literal)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a list of texts in quotes, with " + problem);
    }
}
