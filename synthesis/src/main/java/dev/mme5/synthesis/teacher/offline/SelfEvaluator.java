package dev.mme5.synthesis.teacher.offline;

import dev.mme5.core.Thinking;
import dev.mme5.core.corpus.ConceptLabels;
import dev.mme5.synthesis.plan.PictureRole;
import java.util.List;
import java.util.stream.Collectors;

/// Puts the findings about a draft into the words of a self-evaluation; an aspect with no finding says what was checked.
final class SelfEvaluator {

    private SelfEvaluator() {}

    static Thinking.SelfEvaluation evaluate(Subject subject, Thinking.Draft draft, List<Finding> findings) {
        return new Thinking.SelfEvaluation(
                said(findings, Finding.Aspect.RELEVANCE, relevance(subject, draft)),
                said(findings, Finding.Aspect.PLAUSIBILITY, plausibility(subject, draft)),
                said(findings, Finding.Aspect.CLARITY, "The instruction is English and says how query and document belong together."),
                said(findings, Finding.Aspect.DIVERSITY, "No text of the row repeats another."));
    }

    static String improvements(List<Finding> findings) {
        return findings.isEmpty()
                ? "Nothing to change."
                : findings.stream().map(Finding::remedy).distinct().collect(Collectors.joining(" "));
    }

    private static String said(List<Finding> findings, Finding.Aspect aspect, String otherwise) {
        String problems = findings.stream()
                .filter(finding -> finding.aspect() == aspect)
                .map(Finding::problem)
                .collect(Collectors.joining(" "));
        return problems.isEmpty() ? otherwise : problems;
    }

    private static String relevance(Subject subject, Thinking.Draft draft) {
        if (subject.isAnswered()) {
            return "\"" + draft.positive() + "\" is true of the query's picture, and nothing in the query gives it away.";
        }
        if (!subject.documentModality().hasImage()) {
            return "\"" + draft.positive() + "\" describes the query's picture.";
        }
        return draft.query().isEmpty()
                ? "Query and positive picture both show the kind " + ConceptLabels.subgroup(subject.target()) + "."
                : "\"" + draft.query() + "\" describes the positive picture.";
    }

    private static String plausibility(Subject subject, Thinking.Draft draft) {
        if (!subject.documentModality().hasImage()) {
            return "\"" + draft.hardNegative() + "\" is wrong, yet near.";
        }
        return "The hard negative's picture shows the kind " + ConceptLabels.subgroup(subject.concept(PictureRole.HARD_NEGATIVE))
                + " of the same group, yet not what is asked for.";
    }
}
