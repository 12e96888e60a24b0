package dev.mme5.synthesis.teacher.offline;

import dev.mme5.core.TaskKind;
import dev.mme5.core.Thinking;
import dev.mme5.core.corpus.Concept;
import dev.mme5.core.corpus.ConceptInstruction;
import dev.mme5.core.corpus.ConceptQuestion;
import dev.mme5.synthesis.plan.PictureRole;
import dev.mme5.synthesis.plan.TextForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Judges a version of a row's texts by what can be checked against the corpus.
final class Critic {
    private final Knowledge knowledge;

    Critic(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /// What is wrong, empty if nothing is.
    List<Finding> judge(Subject subject, Thinking.Draft draft) {
        List<Finding> findings = new ArrayList<>();
        judgeRelevance(subject, draft, findings);
        judgePlausibility(subject, draft, findings);
        judgeClarity(subject, draft, findings);
        judgeDiversity(subject, draft, findings);
        return findings;
    }

    private static void judgeRelevance(Subject subject, Thinking.Draft draft, List<Finding> findings) {
        if (subject.isAnswered() && contains(draft.query(), draft.positive())) {
            boolean otherAnswers = subject.task() != TaskKind.CLASSIFICATION && subject.asked().answers().size() > 1;
            findings.add(new Finding(
                    Finding.Aspect.RELEVANCE,
                    otherAnswers ? Slot.POSITIVE : Slot.QUERY,
                    "The query \"" + draft.query() + "\" gives the answer \"" + draft.positive() + "\" away.",
                    otherAnswers ? "Take another answer." : "Put the query in other words."));
        }
    }

    private void judgePlausibility(Subject subject, Thinking.Draft draft, List<Finding> findings) {
        if (subject.documentModality().hasImage()) {
            judgeAmbiguity(subject, draft, findings);
        } else if (draft.positive().equals(draft.hardNegative())) {
            findings.add(new Finding(
                    Finding.Aspect.PLAUSIBILITY,
                    Slot.POSITIVE,
                    "\"" + draft.positive() + "\" describes the neighbours of the query's picture as well.",
                    "Describe what only this picture shows."));
        } else if (isTrueToo(subject, draft)) {
            findings.add(new Finding(
                    Finding.Aspect.PLAUSIBILITY,
                    Slot.HARD_NEGATIVE,
                    "The hard negative \"" + draft.hardNegative() + "\" is right as well.",
                    "Find a hard negative that is wrong."));
        } else if (!isNear(subject, draft)) {
            findings.add(new Finding(
                    Finding.Aspect.PLAUSIBILITY,
                    Slot.HARD_NEGATIVE,
                    "The hard negative \"" + draft.hardNegative() + "\" is too easy: nearer ones are known.",
                    "Find a hard negative of the same kind."));
        }
    }

    /// Where the documents are pictures they are given; only the query's text can be made to fit one of them alone.
    private static void judgeAmbiguity(Subject subject, Thinking.Draft draft, List<Finding> findings) {
        Concept negative = subject.concept(PictureRole.HARD_NEGATIVE);
        if (!draft.query().isEmpty() && Knowledge.fits(draft.query(), negative, subject.queryLanguage())) {
            findings.add(new Finding(
                    Finding.Aspect.PLAUSIBILITY,
                    Slot.QUERY,
                    "The query \"" + draft.query() + "\" fits the hard negative's picture as well.",
                    "Write a query that rules the hard negative out."));
        }
        if (!draft.positive().isEmpty() && draft.positive().equals(draft.hardNegative())) {
            findings.add(new Finding(
                    Finding.Aspect.PLAUSIBILITY,
                    Slot.POSITIVE,
                    "Positive and hard negative have the same caption \"" + draft.positive() + "\".",
                    "Write captions that tell them apart."));
        }
    }

    private static boolean isTrueToo(Subject subject, Thinking.Draft draft) {
        return subject.isAnswered()
                ? subject.asked().isTrue(draft.hardNegative())
                : Knowledge.fits(draft.hardNegative(), subject.target(), subject.documentLanguage());
    }

    private boolean isNear(Subject subject, Thinking.Draft draft) {
        return subject.isAnswered()
                ? knowledge.isNearest(subject.asked(), draft.hardNegative())
                : knowledge.describesNeighbour(subject.target(), subject.documentLanguage(), draft.hardNegative());
    }

    private static void judgeClarity(Subject subject, Thinking.Draft draft, List<Finding> findings) {
        boolean asksForName = draft.instruction().contains(" name ");
        if (TextWriter.instruction(subject) == ConceptInstruction.FIND_CAPTION
                && asksForName
                && !draft.positive().equals(subject.describeForDocument(subject.target(), TextForm.NAME))) {
            findings.add(new Finding(
                    Finding.Aspect.CLARITY,
                    Slot.INSTRUCTION,
                    "The instruction asks for a name, but \"" + draft.positive() + "\" is more than that.",
                    "Ask for a caption instead."));
        }
        if (subject.question() == ConceptQuestion.KEYWORD && isPhrase(draft.positive())
                && subject.asked().answers().stream().anyMatch(answer -> !isPhrase(answer))) {
            findings.add(new Finding(
                    Finding.Aspect.CLARITY,
                    Slot.POSITIVE,
                    "One word is asked for, but \"" + draft.positive() + "\" is a phrase.",
                    "Answer with a single word."));
        }
    }

    private static void judgeDiversity(Subject subject, Thinking.Draft draft, List<Finding> findings) {
        boolean copies = !draft.query().isEmpty() && draft.query().equals(draft.positive());
        boolean otherForms = !subject.isAnswered() && Arrays.stream(TextForm.values())
                .anyMatch(form -> !subject.describeForDocument(subject.target(), form).equals(draft.query()));
        if (copies && otherForms) {
            findings.add(new Finding(
                    Finding.Aspect.DIVERSITY,
                    Slot.POSITIVE,
                    "The positive document repeats the query \"" + draft.query() + "\".",
                    "Write a caption of its own."));
        }
    }

    private static boolean isPhrase(String text) {
        return text.indexOf(' ') >= 0;
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
