package dev.mme5.core.corpus;

import dev.mme5.core.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A [ConceptQuestion] asked about one concept.
///
/// @param language the language of the answer, unless the answer is a label
public record AskedQuestion(ConceptQuestion question, Concept concept, Language language) {

    /// The right answers, empty if the corpus knows none.
    public List<String> answers() {
        return question.answers(concept, language);
    }

    /// Whether a text is right: an answer, or another word or name that the corpus knows for the concept. Letter case is ignored.
    public boolean isTrue(String text) {
        return truths().contains(fold(text));
    }

    /// All that is true, in lower case.
    Set<String> truths() {
        List<String> texts = new ArrayList<>(answers());
        if (!question.answeredByLabel()) {
            texts.addAll(ConceptQuestion.NAME.answers(concept, language));
            texts.addAll(ConceptQuestion.KEYWORD.answers(concept, language));
        }
        return texts.stream().map(AskedQuestion::fold).collect(Collectors.toSet());
    }

    static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
