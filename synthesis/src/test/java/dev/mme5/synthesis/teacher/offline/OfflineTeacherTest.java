package dev.mme5.synthesis.teacher.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mme5.core.ImageRef;
import dev.mme5.core.Language;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.TaskKind;
import dev.mme5.core.Thinking;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.core.corpus.Split;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.plan.RolePicture;
import dev.mme5.synthesis.plan.RowAttributes;
import dev.mme5.synthesis.plan.RowKind;
import dev.mme5.synthesis.plan.TextForm;
import dev.mme5.synthesis.plan.WritingStyle;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.SinglePassAnswer;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OfflineTeacherTest implements TeacherContract {
    private static final Language GERMAN = new Language("de");
    private static final Concept DOG = concept("dog", "Animals", "animal-mammal", "Hund", List.of("Haustier", "treuer Freund"));
    private static final Concept CAT = concept("cat", "Animals", "animal-mammal", "Katze", List.of("Haustier", "Kralle"));
    private static final Concept WOLF = concept("wolf", "Animals", "animal-mammal", "Wolf", List.of("Rudel"));
    private static final Concept OWL = concept("owl", "Animals", "animal-bird", "Eule", List.of("Vogel", "Nacht"));
    private static final Concept HEART = concept("red heart", "Signs", "heart", "Herz", List.of("Liebe"));
    private static final Concept STAR = concept("star", "Signs", "shape", "Stern", List.of("Himmel"));
    private static final List<Concept> ALL = List.of(DOG, CAT, WOLF, OWL, HEART, STAR);

    private final OfflineTeacher teacher = new OfflineTeacher(ALL);

    @Override
    public Teacher teacher() {
        return teacher;
    }

    @Override
    public List<SinglePassRequest> requests() {
        List<SinglePassRequest> requests = new ArrayList<>();
        for (long seed = 0; seed < 10; seed++) {
            requests.add(request(TaskKind.CLASSIFICATION, "I2T", ConceptQuestion.GROUP, seed, DOG));
            requests.add(request(TaskKind.CLASSIFICATION, "IT2T", ConceptQuestion.SUBGROUP, seed, DOG));
            for (ConceptQuestion question : ConceptQuestion.values()) {
                requests.add(request(TaskKind.VQA, "IT2T", question, seed, DOG));
            }
            for (String pair : List.of("I2T", "IT2T", "T2IT", "T2I", "I2I", "IT2I", "IT2IT")) {
                requests.add(request(TaskKind.RETRIEVAL, pair, ConceptQuestion.NAME, seed, DOG));
            }
        }
        return requests;
    }

    @Test
    void givesTheSameAnswerToTheSameRequest() {
        for (SinglePassRequest request : requests()) {
            assertThat(teacher.write(request)).isEqualTo(new OfflineTeacher(ALL).write(request));
        }
    }

    @Test
    void asksInEnglishAndAnswersInTheRowsLanguage() {
        for (long seed = 0; seed < 30; seed++) {
            Thinking.Draft texts = revised(request(TaskKind.VQA, "IT2T", ConceptQuestion.NAME, seed, DOG));
            assertThat(texts.query()).contains("German").endsWith("?");
            assertThat(texts.positive()).isEqualTo("Hund");
            assertThat(texts.hardNegative()).isIn("Katze", "Wolf");
        }
    }

    @Test
    void revisesAHardNegativeThatIsTooEasy() {
        SinglePassAnswer changed = firstChanged(TaskKind.VQA, "IT2T", ConceptQuestion.NAME);
        assertThat(changed.draft().hardNegative()).isIn("Eule", "Herz", "Stern");
        assertThat(changed.evaluation().plausibility()).isEqualTo(
                "The hard negative \"" + changed.draft().hardNegative() + "\" is too easy: nearer ones are known.");
        assertThat(changed.improvements()).isEqualTo("Find a hard negative of the same kind.");
        assertThat(changed.revised().hardNegative()).isIn("Katze", "Wolf");
        assertThat(changed.revised().query()).as("what was good stays").isEqualTo(changed.draft().query());
    }

    @Test
    void answersWithAWordWhereAWordIsAskedFor() {
        List<Thinking.Draft> all = many(TaskKind.VQA, "IT2T", ConceptQuestion.KEYWORD, DOG).map(SinglePassAnswer::revised).toList();
        assertThat(all).allMatch(texts -> texts.positive().equals("Haustier"));
        assertThat(all).as("a cat's pet is a dog's pet too").noneMatch(texts -> texts.hardNegative().equals("Haustier"));
    }

    @Test
    void rewritesATextThatGivesTheLabelAway() {
        SinglePassRequest english = new SinglePassRequest(
                new RowKind(TaskKind.CLASSIFICATION, ModalityPair.parse("IT2T"), Language.ENGLISH,
                        new RowAttributes(ConceptQuestion.SUBGROUP, TextForm.NAME, Language.ENGLISH, Language.ENGLISH, WritingStyle.PLAIN)),
                List.of(picture(PictureRole.QUERY, HEART)), 1);
        SinglePassAnswer answer = teacher.answer(english).answer();
        assertThat(answer.draft().query()).isEqualTo("red heart");
        assertThat(answer.evaluation().relevance()).isEqualTo("The query \"red heart\" gives the answer \"heart\" away.");
        assertThat(answer.revised().query()).isEqualTo("love");
    }

    @Test
    void writesACaptionThatDoesNotRepeatTheQuery() {
        assertThat(many(TaskKind.RETRIEVAL, "T2IT", ConceptQuestion.NAME, DOG))
                .allSatisfy(answer -> assertThat(answer.revised().positive()).isNotEqualTo(answer.revised().query()))
                .anySatisfy(answer -> assertThat(answer.evaluation().diversity()).contains("repeats the query"));
    }

    @Test
    void asksForANameOnlyWhereANameIsTheAnswer() {
        assertThat(many(TaskKind.RETRIEVAL, "I2T", ConceptQuestion.NAME, DOG))
                .filteredOn(answer -> answer.revised().instruction().contains("name"))
                .isNotEmpty()
                .allMatch(answer -> answer.revised().positive().equals("Hund"));
    }

    @Test
    void refusesPicturesItKnowsNothingOf() {
        SinglePassRequest known = request(TaskKind.VQA, "IT2T", ConceptQuestion.NAME, 1, DOG);
        SinglePassRequest unknown = new SinglePassRequest(
                known.kind(), List.of(new RolePicture(PictureRole.QUERY, known.pictures().getFirst().image(), Optional.empty())), 1);
        assertThatThrownBy(() -> teacher.answer(unknown))
                .isInstanceOf(AnswerException.class)
                .hasMessage("pictures/dog.png: expected a picture with a concept, got one the corpus knows nothing of");
    }

    @Test
    void refusesWhenNothingWrongIsKnown() {
        SinglePassRequest request = request(TaskKind.VQA, "IT2T", ConceptQuestion.NAME, 1, DOG);
        assertThatThrownBy(() -> new OfflineTeacher(List.of(DOG)).answer(request))
                .isInstanceOf(AnswerException.class)
                .hasMessage("dog: expected to know something that is not its name in German, got nothing");
    }

    private SinglePassAnswer firstChanged(TaskKind task, String pair, ConceptQuestion question) {
        return many(task, pair, question, DOG).filter(SinglePassAnswer::changed).findFirst().orElseThrow();
    }

    private Stream<SinglePassAnswer> many(TaskKind task, String pair, ConceptQuestion question, Concept concept) {
        return IntStream.range(0, 60).mapToObj(seed -> teacher.answer(request(task, pair, question, seed, concept)).answer());
    }

    private Thinking.Draft revised(SinglePassRequest request) {
        return teacher.answer(request).answer().revised();
    }

    private static SinglePassRequest request(TaskKind task, String pair, ConceptQuestion question, long seed, Concept concept) {
        ModalityPair modality = ModalityPair.parse(pair);
        Language query = task == TaskKind.VQA ? Language.ENGLISH : GERMAN;
        RowAttributes attributes = new RowAttributes(
                question, TextForm.values()[(int) (seed % 3)], query, question.answeredByLabel() ? Language.ENGLISH : GERMAN,
                WritingStyle.PLAIN);
        List<RolePicture> pictures = new ArrayList<>();
        if (modality.query().hasImage()) {
            pictures.add(picture(PictureRole.QUERY, concept));
        }
        if (modality.document().hasImage()) {
            pictures.add(picture(PictureRole.POSITIVE, CAT));
            pictures.add(picture(PictureRole.HARD_NEGATIVE, WOLF));
        }
        return new SinglePassRequest(new RowKind(task, modality, GERMAN, attributes), pictures, seed);
    }

    private static RolePicture picture(PictureRole role, Concept concept) {
        return new RolePicture(role, new ImageRef.FileImage(Path.of("pictures", concept.id() + ".png")), Optional.of(concept));
    }

    private static Concept concept(String english, String group, String subgroup, String german, List<String> words) {
        return new Concept(english, "*", group, subgroup, Split.TRAIN,
                Map.of("en", english, "de", german), Map.of("de", words, "en", List.of(english.equals("red heart") ? "love" : "thing")));
    }
}
