package dev.mme5.core.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mme5.core.Language;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConceptQuestionTest {
    private static final Language GERMAN = new Language("de");
    private static final Concept DOG = concept("dog", "Animals & Nature", "animal-mammal", "Hund", "Haustier");
    private static final Concept CAT = concept("cat", "Animals & Nature", "animal-mammal", "Katze", "Haustier");
    private static final Concept WOLF = concept("wolf", "Animals & Nature", "animal-mammal", "Wolf", "Tier");
    private static final Concept OWL = concept("owl", "Animals & Nature", "animal-bird", "Eule", "Vogel");
    private static final Concept BREAD = concept("bread", "Food & Drink", "food-prepared", "Brot", "Laib");
    private static final WrongAnswers WRONG = new WrongAnswers(List.of(DOG, CAT, WOLF, OWL, BREAD));

    @Test
    void namesTheLanguageOfTheAnswer() {
        assertThat(ConceptQuestion.NAME.text(0, GERMAN)).isEqualTo("What is this called in German?");
        assertThat(ConceptQuestion.KEYWORD.wish(GERMAN)).isEqualTo("a German word for it");
        assertThat(ConceptInstruction.FIND_CAPTION.text(2, GERMAN)).isEqualTo("Find the German name of what the picture shows.");
    }

    @Test
    void leavesNoBlankOpen() {
        for (ConceptQuestion question : ConceptQuestion.values()) {
            for (int wording = 0; wording < question.wordings(); wording++) {
                assertThat(question.text(wording, GERMAN)).doesNotContain("{").endsWith("?");
            }
            assertThat(question.wish(GERMAN)).doesNotContain("{");
        }
        for (ConceptInstruction instruction : ConceptInstruction.values()) {
            for (int wording = 0; wording < instruction.wordings(); wording++) {
                assertThat(instruction.text(wording, GERMAN)).doesNotContain("{").isNotBlank();
            }
        }
    }

    @Test
    void answersFromTheCorpus() {
        assertThat(ConceptQuestion.GROUP.answers(DOG, GERMAN)).containsExactly("Animals & Nature");
        assertThat(ConceptQuestion.SUBGROUP.answers(DOG, GERMAN)).containsExactly("animal mammal");
        assertThat(ConceptQuestion.NAME.answers(DOG, GERMAN)).containsExactly("Hund");
        assertThat(ConceptQuestion.KEYWORD.answers(DOG, GERMAN)).containsExactly("Haustier");
        assertThat(ConceptQuestion.KEYWORD.answers(DOG, Language.ENGLISH)).isEmpty();
    }

    @Test
    void takesWrongAnswersFromTheSameSubgroupFirst() {
        List<String> wrong = WRONG.draw(asked(ConceptQuestion.NAME), WrongAnswers.Nearness.NEAREST_FIRST, 3, bound -> bound - 1);
        assertThat(wrong).containsExactly("Wolf", "Katze", "Eule");
    }

    @Test
    void neverCallsTrueAnswersWrong() {
        AskedQuestion keyword = asked(ConceptQuestion.KEYWORD);
        for (WrongAnswers.Nearness nearness : WrongAnswers.Nearness.values()) {
            assertThat(WRONG.draw(keyword, nearness, 10, bound -> 0))
                    .as("Haustier is a word for the cat and for the dog")
                    .containsExactlyInAnyOrder("Tier", "Vogel", "Laib");
        }
        assertThat(keyword.isTrue("HUND ")).isTrue();
        assertThat(keyword.isTrue("Tier")).isFalse();
    }

    @Test
    void knowsWhetherAWrongAnswerCouldBeNearer() {
        assertThat(WRONG.isNearest(asked(ConceptQuestion.NAME), "Katze")).isTrue();
        assertThat(WRONG.isNearest(asked(ConceptQuestion.NAME), "Eule")).isFalse();
        assertThat(WRONG.isNearest(asked(ConceptQuestion.SUBGROUP), "animal bird")).isTrue();
        assertThat(WRONG.isNearest(asked(ConceptQuestion.SUBGROUP), "food prepared")).isFalse();
        assertThat(WRONG.isNearest(asked(ConceptQuestion.GROUP), "Food & Drink")).isTrue();
    }

    @Test
    void givesFewerThanAskedForWhenThereAreNotAsMany() {
        assertThat(WRONG.draw(asked(ConceptQuestion.GROUP), WrongAnswers.Nearness.ANYWHERE, 9, bound -> 0))
                .containsExactly("Food & Drink");
        assertThat(WRONG.draw(asked(ConceptQuestion.SUBGROUP), WrongAnswers.Nearness.NEAREST_FIRST, 9, bound -> 0))
                .containsExactly("animal bird", "food prepared");
    }

    private static AskedQuestion asked(ConceptQuestion question) {
        return new AskedQuestion(question, DOG, GERMAN);
    }

    private static Concept concept(String english, String group, String subgroup, String german, String keyword) {
        return new Concept(english, english.toUpperCase(Locale.ROOT), group, subgroup, Split.TRAIN,
                Map.of("en", english, "de", german), Map.of("de", List.of(keyword)));
    }
}
