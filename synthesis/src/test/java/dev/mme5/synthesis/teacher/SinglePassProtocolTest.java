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
            "evaluation":{                | "judgement":{             | the answer: expected the keys [interpretations, draft, evaluation, improvements, revised] in this order, got [interpretations, draft, judgement, improvements, revised]
            "query":"q2"                  | "query":7                 | revised.query: expected a string, got 7
            "query":"q2"                  | "query":"q2","query":"q3" | expected a JSON object, got something else
            "query":"q2"                  | "query":"q2","Query":"q3" | revised.Query: expected one key of that meaning, got query too
            "instruction":"Find it"       | "instruction":null        | draft.instruction: expected a string, got null
            "role":"query"                | "role":"positive"         | interpretations: expected the pictures [query, hardNegative], got [positive, hardNegative]
            "role":"hardNegative"         | "role":"query"            | interpretations: expected the pictures [query, hardNegative], got [query, query]
            "generalDescription":"a cat"  | "seen":"a cat"            | generalDescription: expected a string, got no such key
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "query":"q","positive":"p"    | "positive":"p","query":"q"
            "hardNegative":"ん"           | "hard_negative":"ん"
            "hardNegative":"ん"           | "Hard Negative":"ん","confidence":0.9
            "role":"hardNegative"         | "role":"hard negative"
            "evaluation":{                | "notes":[1,2],"evaluation":{
            """)
    void putsRightWhatDoesNoHarm(String part, String replacement) {
        String loose = ANSWER.toJson().replace(part, replacement);
        assertThat(loose).isNotEqualTo(ANSWER.toJson());
        assertThat(parse(loose)).isEqualTo(ANSWER);
    }

    @Test
    void findsTheObjectAmongWords() {
        String json = ANSWER.toJson();
        assertThat(parse("Sure! Here is the JSON:\n```json\n" + json + "\n```\nHope this helps.")).isEqualTo(ANSWER);
        assertThat(parse("<think>First {draft}, then {revise}.</think>\n" + json)).isEqualTo(ANSWER);
        assertThat(parse("As {JSON}: " + json + " I hope that {it} helps :} and {")).isEqualTo(ANSWER);
        assertThatThrownBy(() -> parse("Sure! Here is the JSON:\n" + json.substring(0, json.length() / 2)))
                .isInstanceOf(AnswerException.class);
    }

    @Test
    void takesInterpretationsInAnyOrderAndASingleOneWithoutAList() {
        SinglePassAnswer swapped = new SinglePassAnswer(ANSWER.interpretations().reversed(), ANSWER.draft(), ANSWER.evaluation(),
                ANSWER.improvements(), ANSWER.revised());
        assertThat(parse(swapped.toJson())).isEqualTo(ANSWER);

        SinglePassAnswer one = new SinglePassAnswer(List.of(ANSWER.interpretations().getFirst()), ANSWER.draft(), ANSWER.evaluation(),
                ANSWER.improvements(), ANSWER.revised());
        String bare = one.toJson().replace("\"interpretations\":[", "\"interpretations\":").replace("}],\"draft\"", "},\"draft\"");
        assertThat(SinglePassProtocol.parse(bare, List.of(PictureRole.QUERY), "teacher")).isEqualTo(one);
    }

    @Test
    void takesAbsentTextsAndAspectsAsEmpty() {
        String sparse = ANSWER.toJson().replace("\"query\":\"q2\",", "").replace("\"positive\":\"п\"", "\"positive\":null")
                .replace("\"clarity\":\"clear\",", "").replace("\"improvements\":\"Say \\\\ it better.\\n\",", "");
        SinglePassAnswer answer = parse(sparse);
        assertThat(answer.revised().query()).isEmpty();
        assertThat(answer.revised().positive()).isEmpty();
        assertThat(answer.evaluation().clarity()).isEmpty();
        assertThat(answer.improvements()).isEmpty();
    }

    @Test
    void refusesARevisionBeforeTheEvaluation() {
        String json = ANSWER.toJson();
        String revised = json.substring(json.indexOf("\"revised\""), json.length() - 1);
        String early = json.replace("," + revised, "").replace("\"evaluation\"", revised + ",\"evaluation\"");
        assertThatThrownBy(() -> parse(early)).hasMessageContaining("in this order, got [interpretations, draft, revised, evaluation");
    }

    @Test
    void refusesAMissingInterpretationAndSizeBeyondReason() {
        assertThatThrownBy(() -> SinglePassProtocol.parse(ANSWER.toJson(), List.of(PictureRole.QUERY), "teacher"))
                .hasMessage("teacher: interpretations: expected the pictures [query], got [query, hardNegative]");
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
