package dev.mme5.synthesis.teacher.offline;

import dev.mme5.core.Language;
import dev.mme5.core.Modality;
import dev.mme5.core.TaskKind;
import dev.mme5.core.corpus.AskedQuestion;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.plan.RolePicture;
import dev.mme5.synthesis.plan.TextForm;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import java.util.Map;
import java.util.stream.Collectors;

/// A request whose pictures are all known.
record Subject(SinglePassRequest request, Map<PictureRole, Concept> concepts) {

    /// @throws AnswerException if the corpus says nothing of a picture
    static Subject of(SinglePassRequest request) {
        return new Subject(request, request.pictures().stream().collect(Collectors.toMap(RolePicture::role, Subject::known)));
    }

    private static Concept known(RolePicture picture) {
        return picture.concept().orElseThrow(() -> AnswerException.refused(
                picture.image().location() + ": expected a picture with a concept, got one the corpus knows nothing of"));
    }

    TaskKind task() {
        return request.kind().task();
    }

    /// The row's language: the one that is named where one is asked for.
    Language language() {
        return request.kind().language();
    }

    Language queryLanguage() {
        return request.kind().attributes().queryLanguage();
    }

    Language documentLanguage() {
        return request.kind().attributes().documentLanguage();
    }

    Modality queryModality() {
        return request.kind().modality().query();
    }

    Modality documentModality() {
        return request.kind().modality().document();
    }

    ConceptQuestion question() {
        return request.kind().attributes().question();
    }

    Concept concept(PictureRole role) {
        return concepts.get(role);
    }

    /// Whether the row is answered by one of several answers rather than by a description: everything but plain retrieval.
    boolean isAnswered() {
        boolean asksAboutPicture = queryModality() == Modality.IMAGE_TEXT && documentModality() == Modality.TEXT;
        return task() != TaskKind.RETRIEVAL || asksAboutPicture;
    }

    /// What is asked of the query's picture.
    AskedQuestion asked() {
        return new AskedQuestion(question(), concept(PictureRole.QUERY), language());
    }

    /// The concept that the positive document shows or describes.
    Concept target() {
        return concept(documentModality().hasImage() ? PictureRole.POSITIVE : PictureRole.QUERY);
    }

    /// Whether what is wished for is of the same kind as the query's picture.
    boolean staysInKind() {
        return concept(PictureRole.QUERY).subgroup().equals(concept(PictureRole.POSITIVE).subgroup());
    }

    /// A concept described in the language of the query's text.
    String describeForQuery(Concept concept, TextForm form) {
        return describe(concept, form, queryLanguage());
    }

    /// A concept described in the language of the documents' texts.
    String describeForDocument(Concept concept, TextForm form) {
        return describe(concept, form, documentLanguage());
    }

    private static String describe(Concept concept, TextForm form, Language language) {
        return form.write(concept, language).orElseThrow(() -> AnswerException.refused(
                concept.id() + ": expected a name in " + language.englishName() + ", got none"));
    }
}
