package dev.mme5.core.corpus;

import dev.mme5.core.Language;
import java.util.List;

/// What can be asked about a concept's picture, with the answers that the corpus knows to be right. The question is English and names
/// the language it wants the answer in; no wording contains a label that could be its answer.
public enum ConceptQuestion {
    /// Which of the few large groups; answered by [ConceptLabels#group(Concept)], in English.
    GROUP(
            "the group it belongs to",
            "Which group does this belong to?",
            "To which group does the thing in the picture belong?",
            "What is the group of what is shown?"),

    /// Which of the many subgroups; answered by [ConceptLabels#subgroup(Concept)], in English.
    SUBGROUP(
            "the kind of thing it is",
            "Which kind of thing is this?",
            "What kind of thing does the picture show?",
            "What kind is this?"),

    /// The concept's name in a language.
    NAME(
            "its name in {language}",
            "What is this called in {language}?",
            "What is the {language} name of this?",
            "How does one say this in {language}?"),

    /// A word that goes with the concept in a language; some languages have none.
    KEYWORD(
            "a {language} word for it",
            "Which {language} word describes this picture?",
            "Which word in {language} goes with this picture?",
            "What is a {language} word for this?");

    private final String wish;
    private final List<String> wordings;

    ConceptQuestion(String wish, String... wordings) {
        this.wish = wish;
        this.wordings = List.of(wordings);
    }

    /// How many ways there are to ask, at least one.
    public int wordings() {
        return wordings.size();
    }

    /// The question in words.
    ///
    /// @param wording from 0 to below [#wordings()]
    /// @param language the answer's language, named where the wording names one
    public String text(int wording, Language language) {
        return Wordings.fill(wordings.get(wording), language);
    }

    /// The same as a noun phrase, for retrieval: `its name in German`.
    public String wish(Language language) {
        return Wordings.fill(wish, language);
    }

    /// Whether the answer is an English label, whatever language was asked for.
    public boolean answeredByLabel() {
        return this == GROUP || this == SUBGROUP;
    }

    /// The right answers, empty if the corpus knows none in that language.
    public List<String> answers(Concept concept, Language language) {
        return switch (this) {
            case GROUP -> List.of(ConceptLabels.group(concept));
            case SUBGROUP -> List.of(ConceptLabels.subgroup(concept));
            case NAME -> concept.name(language).stream().toList();
            case KEYWORD -> concept.keywords(language);
        };
    }
}
