package dev.mme5.synthesis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import dev.mme5.core.ImagePart;
import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.Modality;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.Part;
import dev.mme5.core.Provenance;
import dev.mme5.core.TaskKind;
import dev.mme5.core.TextPart;
import dev.mme5.core.Thinking;
import dev.mme5.core.Verdict;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.synthesis.plan.RowAttributes;
import dev.mme5.synthesis.plan.RowKind;
import dev.mme5.synthesis.plan.TextForm;
import dev.mme5.synthesis.plan.WritingStyle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", emptyValue = "", textBlock = """
            retrieval      | I2T  | de | Find it       | ''            | Hund    | Katze    | -
            retrieval      | I2T  | de | ''            | ''            | Hund    | Katze    | filled-texts
            retrieval      | I2T  | de | Find it       | ''            | ' '     | Katze    | filled-texts
            retrieval      | I2T  | de | Find it       | ''            | Hund    | ''       | filled-texts
            retrieval      | I2T  | de | Find it       | what is it    | Hund    | Katze    | filled-texts
            retrieval      | T2I  | de | Find it       | ''            | ''      | ''       | filled-texts
            retrieval      | T2I  | de | Find it       | Hund          | Hund    | ''       | filled-texts
            retrieval      | T2I  | de | Find it       | Hund          | ''      | ''       | -
            retrieval      | I2T  | de | Find it       | ''            | Hund    | ' HUND ' | different-documents
            retrieval      | T2IT | de | Find it       | Hund          | Hund    | Hund     | -
            retrieval      | IT2T | de | Find it       | its dog name  | dog     | cat      | -
            vqa            | IT2T | de | Answer        | What is a dog | Dog     | Cat      | no-leaked-answer
            vqa            | IT2T | de | Answer        | What is this? | Dog     | Cat      | -
            classification | IT2T | de | Classify it   | red heart     | heart   | shape    | no-leaked-answer
            classification | I2T  | de | Name a heart  | ''            | heart   | shape    | no-leaked-answer
            retrieval      | I2T  | ru | Find it       | ''            | собака  | кошка    | -
            retrieval      | I2T  | ru | Find it       | ''            | dog     | кошка    | expected-script
            retrieval      | I2T  | ru | Find it       | ''            | собака  | cat      | expected-script
            retrieval      | I2T  | ru | Find it       | ''            | 犬      | кошка    | expected-script
            retrieval      | I2T  | ru | Find it       | ''            | DVD-диск | CD-диск | -
            retrieval      | I2T  | ru | Найди         | ''            | собака  | кошка    | expected-script
            retrieval      | I2T  | de | Find it       | ''            | собака  | Katze    | expected-script
            retrieval      | I2T  | ja | Find it       | ''            | 犬      | ねこ     | -
            retrieval      | I2T  | ja | Find it       | ''            | 개      | ねこ     | expected-script
            retrieval      | I2T  | ko | Find it       | ''            | 개      | 고양이   | -
            retrieval      | I2T  | hi | Find it       | ''            | कुत्ता    | बिल्ली     | -
            retrieval      | I2T  | ar | Find it       | ''            | ΑΒΓ     | قط       | expected-script
            retrieval      | I2T  | ru | Find it       | ''            | 100     | 24/7     | -
            retrieval      | I2T  | tlh | Find it      | ''            | targh   | 犬       | -
            """)
    void judges(String task, String pair, String language, String instruction, String query, String positive, String negative, String gate) {
        Candidate candidate =
                candidate(TaskKind.valueOf(task.toUpperCase(Locale.ROOT)), pair, language, new Thinking.Draft(instruction, query, positive, negative));
        Verdict verdict = Gates.forRun().judge(candidate);
        if (gate == null) {
            assertThat(verdict).isEqualTo(new Verdict.Accepted());
        } else {
            assertThat(verdict).isInstanceOfSatisfying(Verdict.Rejected.class, rejected -> {
                assertThat(rejected.gate()).isEqualTo(gate);
                assertThat(rejected.reason()).matches("\\w+: expected .*, got .*");
            });
        }
    }

    @Test
    void acceptsTheSameRowOnlyOnce() {
        Gates gates = Gates.forRun();
        Thinking.Draft texts = new Thinking.Draft("Find it", "", "Hund", "Katze");
        assertThat(gates.judge(candidate(TaskKind.RETRIEVAL, "I2T", "de", texts))).isInstanceOf(Verdict.Accepted.class);
        assertThat(gates.judge(candidate(TaskKind.RETRIEVAL, "I2T", "de", texts)))
                .isEqualTo(new Verdict.Rejected("no-duplicate", "row: expected one that differs from all before, got one that is there already"));
        assertThat(gates.judge(candidate(TaskKind.RETRIEVAL, "I2T", "de", new Thinking.Draft("Find it", "", "Hund", "Wolf"))))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(Gates.forRun().judge(candidate(TaskKind.RETRIEVAL, "I2T", "de", texts))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void refusesThePositivesPictureAsHardNegative() {
        Thinking.Draft texts = new Thinking.Draft("Find it", "Hund", "", "");
        Candidate twice = candidate(TaskKind.RETRIEVAL, "T2I", "de", texts, "same.png", "same.png");
        assertThat(Gates.forRun().judge(twice)).isEqualTo(new Verdict.Rejected(
                "different-documents", "hardNegative: expected another document than the positive, got the same"));
    }

    @Test
    void namesItsGates() {
        assertThat(Gates.forRun().names()).containsExactly(
                "filled-texts", "different-documents", "no-leaked-answer", "expected-script", "no-duplicate");
    }

    private static Candidate candidate(TaskKind task, String pair, String language, Thinking.Draft texts) {
        return candidate(task, pair, language, texts, "positive.png", "negative.png");
    }

    private static Candidate candidate(
            TaskKind task, String pair, String language, Thinking.Draft texts, String positive, String negative) {
        ModalityPair modality = ModalityPair.parse(pair);
        Language tag = new Language(language);
        boolean queryFollows = task == TaskKind.RETRIEVAL && !pair.equals("IT2T");
        RowKind kind = new RowKind(task, modality, tag, new RowAttributes(
                ConceptQuestion.NAME, TextForm.NAME, queryFollows ? tag : Language.ENGLISH, tag, WritingStyle.PLAIN));
        Example example = new Example("id", task, tag, texts.instruction(),
                content(modality.query(), "query.png", texts.query()),
                content(modality.document(), positive, texts.positive()),
                List.of(content(modality.document(), negative, texts.hardNegative())),
                new Provenance.Labelled("test"));
        return new Candidate(kind, texts, example);
    }

    private static Content content(Modality modality, String picture, String text) {
        List<Part> parts = new ArrayList<>();
        if (modality.hasImage()) {
            parts.add(new ImagePart(new ImageRef.FileImage(Path.of(picture))));
        }
        if (modality.hasText()) {
            parts.add(new TextPart(text));
        }
        return new Content(parts);
    }
}
