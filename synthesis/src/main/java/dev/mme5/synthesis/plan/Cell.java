package dev.mme5.synthesis.plan;

import dev.mme5.core.Modality;
import dev.mme5.core.ModalityPair;
import dev.mme5.core.TaskKind;
import dev.mme5.core.corpus.ConceptQuestion;

/// What a row is, without its language.
///
/// @param free whether every text but the instruction follows the row's language. It does not where texts come from what a corpus
///         knows: there labels, questions and wishes are English
record Cell(TaskKind task, ModalityPair modality, ConceptQuestion question, boolean free) {

    /// Whether any text of the row is in the row's language.
    boolean followsLanguage() {
        return queryFollows() || documentFollows();
    }

    boolean queryFollows() {
        return modality.query().hasText() && (free || task != TaskKind.VQA && !asksForText());
    }

    boolean documentFollows() {
        return modality.document().hasText() && (free || !question.answeredByLabel());
    }

    /// Whether languages without keywords will not do.
    boolean needsKeywords() {
        return !free && followsLanguage() && question == ConceptQuestion.KEYWORD;
    }

    private boolean asksForText() {
        return task == TaskKind.RETRIEVAL && modality.query() == Modality.IMAGE_TEXT && modality.document() == Modality.TEXT;
    }
}
