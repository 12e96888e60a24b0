package dev.mme5.synthesis.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mme5.core.Thinking;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.synthesis.plan.PictureRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinglePassProtocolTest {
    private static final List<PictureRole> ROLES = List.of(PictureRole.QUERY, PictureRole.HARD_NEGATIVE);
    private static final SinglePassAnswer ANSWER = new SinglePassAnswer(
            List.of(
                    new Thinking.Interpretation("query", "a \"dog\"", "ears", "a field", "its name"),
                    new Thinking.Interpretation("hardNegative", "a cat", "whiskers", "a sofa", "not a dog")),
            new Thinking.Draft("Find it", "q", "p", "n"),
            new Thinking.SelfEvaluation("fits", "near", "clear", "new"),
            "Say \\ it better.\n",
            new Thinking.Draft("Find the picture", "q2", "п", "ん"));

    @Test
    void readsWhatItWrites() {
        assertThat(parse(ANSWER.toJson())).isEqualTo(ANSWER);
        assertThat(ANSWER.changed()).isTrue();
        assertThat(ANSWER.thinking().improvements()).isEqualTo(ANSWER.improvements());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "improvements":"Say           | "improvment":"Say      | the answer: expected the keys [interpretations, draft, evaluation, improvements, revised] in this order, got [interpretations, draft, evaluation, improvment, revised]
            "query":"q","positive":"p"    | "positive":"p","query":"q" | draft: expected the keys [instruction, query, positive, hardNegative] in this order
            "query":"q2",                 |                           | revised: expected the keys
            "query":"q2"                  | "query":7                 | revised.query: expected a string, got 7
            "query":"q2"                  | "query":null              | revised.query: expected a string, got null
            "query":"q2"                  | "query":"q2","query":"q3" | expected a JSON object, got something else
            "role":"query"                | "role":"positive"         | interpretations: expected the pictures [query, hardNegative] in this order, got [positive, hardNegative]
            "brainstorm":"its name"       | "idea":"its name"         | interpretations[0]: expected the keys
            "clarity":"clear",            |                           | evaluation: expected the keys
            "interpretations":[           | "interpretations":["x",   | interpretations[0]: expected an object
            "draft":{                     | "draft":[{                | got something else
            """)
    void saysWhatIsMalformed(String part, String replacement, String message) {
        String broken = ANSWER.toJson().replace(part, replacement == null ? "" : replacement);
        assertThat(broken).isNotEqualTo(ANSWER.toJson());
        AnswerException e = catchThrowableOfType(AnswerException.class, () -> parse(broken));
        assertThat(e).hasMessageStartingWith("teacher: ").hasMessageContaining(message);
        assertThat(e.reason()).isEqualTo(AnswerException.Reason.MALFORMED);
    }

    @Test
    void refusesAMissingInterpretationProseAndSizeBeyondReason() {
        assertThatThrownBy(() -> SinglePassProtocol.parse(ANSWER.toJson(), List.of(PictureRole.QUERY), "teacher"))
                .hasMessage("teacher: interpretations: expected the pictures [query] in this order, got [query, hardNegative]");
        assertThatThrownBy(() -> parse("Sure! Here is the JSON: " + ANSWER.toJson())).isInstanceOf(AnswerException.class);
        assertThatThrownBy(() -> parse(ANSWER.toJson() + " Hope this helps.")).isInstanceOf(AnswerException.class);
        assertThatThrownBy(() -> parse("")).hasMessage("teacher: expected a JSON object, got nothing");
        assertThatThrownBy(() -> parse(" ".repeat(300_000))).hasMessage("teacher: expected at most 200000 characters, got 300000");
    }

    @Test
    void neverThrowsAnythingButItsOwnExceptionOnDamagedText() {
        String whole = ANSWER.toJson();
        int accepted = 0;
        for (int round = 0; round < 3000; round++) {
            String damaged = damage(whole, SeededRandom.of(3, "fuzz", round));
            try {
                parse(damaged);
                accepted++;
            } catch (AnswerException e) {
                assertThat(e.getMessage()).startsWith("teacher: ").matches(Pattern.compile(".*expected .*, got .*", Pattern.DOTALL));
            }
        }
        assertThat(accepted).as("damage inside a text goes unseen, damage to the frame does not").isBetween(50, 2000);
    }

    private static String damage(String whole, SeededRandom random) {
        int at = random.nextInt(whole.length());
        int to = Math.min(whole.length(), at + 1 + random.nextInt(12));
        return switch (random.nextInt(4)) {
            case 0 -> whole.substring(0, at);
            case 1 -> whole.substring(0, at) + whole.substring(to);
            case 2 -> whole.substring(0, at) + random.pick(List.of("\"", "}", "]", "null", "{", "\u0000", "é", "\\", "1e999")) + whole.substring(to);
            default -> whole.substring(0, to) + whole.substring(at);
        };
    }

    private static SinglePassAnswer parse(String text) {
        return SinglePassProtocol.parse(text, ROLES, "teacher");
    }
}
