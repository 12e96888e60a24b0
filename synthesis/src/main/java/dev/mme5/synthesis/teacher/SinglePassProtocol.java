package dev.mme5.synthesis.teacher;

import dev.mme5.core.Thinking;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonObject;
import dev.mme5.synthesis.plan.PictureRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a teacher's answer. The paper does not publish its keys; these are ours, in the paper's order (mmE5 section 3.3).
///
/// Strict in what makes the method: the five steps are all there and in their order, since a model that revises before it judges has
/// not revised; every picture was looked at; each text stands under its own key. What models get wrong without harm is put right,
/// always in the same way, so that a kept text can be read again:
///
/// - words, a code fence or a block of thinking around the object are left out;
/// - keys may be spelled `hard_negative` or `Hard Negative`, and in any order within a step; other keys are left out;
/// - pictures may be interpreted in another order than they were shown in, and a single one need not stand in a list;
/// - an absent text, and an absent aspect of a picture or of the evaluation, is the empty text. The gates decide whether it may be.
public final class SinglePassProtocol {
    /// An answer of more characters is refused unread.
    public static final int MAX_ANSWER_CHARACTERS = 200_000;

    private SinglePassProtocol() {}

    /// Reads an answer.
    ///
    /// @param roles of the pictures in the request; each must have been interpreted
    /// @param where begins each error
    /// @throws AnswerException if the text is not a whole answer
    public static SinglePassAnswer parse(String text, List<PictureRole> roles, String where) {
        if (text.length() > MAX_ANSWER_CHARACTERS) {
            throw AnswerException.malformed(where + ": expected at most " + MAX_ANSWER_CHARACTERS + " characters, got " + text.length());
        }
        try {
            LooseObject answer = new LooseObject(AnswerText.object(text, where));
            List<String> steps = answer.known(ProtocolKeys.ANSWER);
            if (!withoutImprovements(steps).equals(withoutImprovements(ProtocolKeys.ANSWER))) {
                throw AnswerException.malformed(where + ": the answer: expected the keys " + ProtocolKeys.ANSWER + " in this order, got "
                        + answer.object().keys());
            }
            return new SinglePassAnswer(
                    interpretations(answer.objects("interpretations"), roles, where),
                    draft(answer.object("draft")),
                    evaluation(answer.object("evaluation")),
                    answer.textOrEmpty("improvements"),
                    draft(answer.object("revised")));
        } catch (JsonException e) {
            throw AnswerException.malformed(e.getMessage());
        }
    }

    /// A model that finds nothing to improve may say nothing, or say so after the texts it left as they were.
    private static List<String> withoutImprovements(List<String> steps) {
        return steps.stream().filter(step -> !step.equals("improvements")).toList();
    }

    private static List<Thinking.Interpretation> interpretations(List<JsonObject> objects, List<PictureRole> roles, String where) {
        Map<PictureRole, Thinking.Interpretation> byRole = new LinkedHashMap<>();
        List<String> got = new ArrayList<>();
        for (JsonObject object : objects) {
            LooseObject seen = new LooseObject(object);
            got.add(seen.textOrEmpty("role"));
            roles.stream()
                    .filter(role -> LooseObject.alike(role.code(), got.getLast()))
                    .forEach(role -> byRole.put(role, interpretation(role, seen)));
        }
        if (byRole.size() < roles.size() || got.size() > roles.size()) {
            throw AnswerException.malformed(where + ": interpretations: expected the pictures "
                    + roles.stream().map(PictureRole::code).toList() + ", got " + got);
        }
        return roles.stream().map(byRole::get).toList();
    }

    private static Thinking.Interpretation interpretation(PictureRole role, LooseObject seen) {
        return new Thinking.Interpretation(
                role.code(),
                seen.text("generalDescription"),
                seen.textOrEmpty("objectDetails"),
                seen.textOrEmpty("contextualFeatures"),
                seen.textOrEmpty("brainstorm"));
    }

    private static Thinking.Draft draft(LooseObject texts) {
        return new Thinking.Draft(
                texts.text("instruction"), texts.textOrEmpty("query"), texts.textOrEmpty("positive"), texts.textOrEmpty("hardNegative"));
    }

    private static Thinking.SelfEvaluation evaluation(LooseObject judged) {
        return new Thinking.SelfEvaluation(
                judged.textOrEmpty("relevance"),
                judged.textOrEmpty("plausibility"),
                judged.textOrEmpty("clarity"),
                judged.textOrEmpty("diversity"));
    }
}
