package dev.mme5.synthesis.teacher.offline;

import dev.mme5.core.Modality;
import dev.mme5.core.Thinking;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptInstruction;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.core.corpus.WrongAnswers.Nearness;
import dev.mme5.core.random.SeededRandom;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.plan.TextForm;
import dev.mme5.synthesis.teacher.AnswerException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Writes one version of a row's texts. A first idea for a hard negative may lie far off; one that is drawn again is sought nearby.
final class TextWriter {
    private static final int FAR_FIRST_IDEAS = 4;

    private final Knowledge knowledge;

    TextWriter(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /// The texts that these redraws lead to; an absent text is empty.
    ///
    /// @throws AnswerException if the teacher knows too little to write them
    Thinking.Draft write(Subject subject, Redraws redraws) {
        ConceptInstruction kind = instruction(subject);
        return new Thinking.Draft(
                kind.text(redraws.pick(Slot.INSTRUCTION, upTo(kind.wordings())), subject.language()),
                query(subject, redraws),
                positive(subject, redraws),
                hardNegative(subject, redraws));
    }

    /// What the row asks for.
    static ConceptInstruction instruction(Subject subject) {
        return switch (subject.task()) {
            case CLASSIFICATION -> subject.question() == ConceptQuestion.GROUP
                    ? ConceptInstruction.CLASSIFY_BY_GROUP
                    : ConceptInstruction.CLASSIFY_BY_SUBGROUP;
            case VQA -> ConceptInstruction.ANSWER;
            case RETRIEVAL, GROUNDING -> retrieval(subject);
        };
    }

    private static ConceptInstruction retrieval(Subject subject) {
        boolean captioned = subject.documentModality() == Modality.IMAGE_TEXT;
        if (!subject.documentModality().hasImage()) {
            return subject.queryModality() == Modality.IMAGE ? ConceptInstruction.FIND_CAPTION : ConceptInstruction.FIND_TEXT_ABOUT;
        }
        return switch (subject.queryModality()) {
            case TEXT -> captioned ? ConceptInstruction.FIND_CAPTIONED_PICTURE : ConceptInstruction.FIND_PICTURE;
            case IMAGE -> ConceptInstruction.FIND_SAME_KIND;
            case IMAGE_TEXT -> wish(subject, captioned);
        };
    }

    private static ConceptInstruction wish(Subject subject, boolean captioned) {
        if (subject.staysInKind()) {
            return captioned ? ConceptInstruction.FIND_CAPTIONED_SAME_KIND_SHOWING : ConceptInstruction.FIND_SAME_KIND_SHOWING;
        }
        return captioned ? ConceptInstruction.FIND_CAPTIONED_INSTEAD : ConceptInstruction.FIND_INSTEAD;
    }

    private static String query(Subject subject, Redraws redraws) {
        ConceptQuestion question = subject.question();
        if (!subject.queryModality().hasText()) {
            return "";
        }
        return switch (subject.task()) {
            case VQA -> question.text(redraws.pick(Slot.QUERY, upTo(question.wordings())), subject.language());
            case CLASSIFICATION -> subject.describeForQuery(subject.target(), form(subject, redraws, Slot.QUERY));
            case RETRIEVAL, GROUNDING -> subject.isAnswered()
                    ? question.wish(subject.language())
                    : subject.describeForQuery(subject.target(), form(subject, redraws, Slot.QUERY));
        };
    }

    private static String positive(Subject subject, Redraws redraws) {
        if (!subject.documentModality().hasText()) {
            return "";
        }
        if (!subject.isAnswered()) {
            return subject.describeForDocument(subject.target(), form(subject, redraws, Slot.POSITIVE));
        }
        List<String> answers = subject.asked().answers();
        if (answers.isEmpty()) {
            throw AnswerException.refused(subject.target().id() + ": expected to know "
                    + subject.question().wish(subject.language()) + ", got nothing");
        }
        return redraws.pick(Slot.POSITIVE, answers);
    }

    private String hardNegative(Subject subject, Redraws redraws) {
        if (!subject.documentModality().hasText()) {
            return "";
        }
        SeededRandom random = redraws.random(Slot.HARD_NEGATIVE);
        boolean far = redraws.isFirst(Slot.HARD_NEGATIVE) && random.nextInt(FAR_FIRST_IDEAS) == 0;
        Nearness nearness = far ? Nearness.ANYWHERE : Nearness.NEAREST_FIRST;
        if (subject.isAnswered()) {
            return knowledge.wrongAnswer(subject.asked(), nearness, random).orElseThrow(() -> unknown(subject));
        }
        Concept other = subject.documentModality().hasImage()
                ? subject.concept(PictureRole.HARD_NEGATIVE)
                : knowledge.other(subject.target(), subject.documentLanguage(), nearness, random).orElseThrow(() -> unknown(subject));
        return subject.describeForDocument(other, form(subject, redraws, Slot.POSITIVE));
    }

    /// The planned form at first, then the others.
    private static TextForm form(Subject subject, Redraws redraws, Slot slot) {
        TextForm planned = subject.request().kind().attributes().form();
        return redraws.isFirst(slot)
                ? planned
                : redraws.pick(slot, Arrays.stream(TextForm.values()).filter(form -> form != planned).toList());
    }

    private static List<Integer> upTo(int bound) {
        return IntStream.range(0, bound).boxed().toList();
    }

    private static AnswerException unknown(Subject subject) {
        return AnswerException.refused(subject.target().id() + ": expected to know something that is not "
                + subject.question().wish(subject.language()) + ", got nothing");
    }
}
