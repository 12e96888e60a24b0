package dev.mme5.synthesis.teacher;

import dev.mme5.core.Thinking;
import dev.mme5.core.json.Json;
import dev.mme5.core.json.JsonException;
import dev.mme5.core.json.JsonObject;
import dev.mme5.synthesis.plan.PictureRole;
import java.util.ArrayList;
import java.util.List;

/// Reads a teacher's answer, strictly: every key, no other, in the protocol's order, every value of its type. The paper does not
/// publish its keys; these are ours, in the paper's order (mmE5 section 3.3).
public final class SinglePassProtocol {
    /// An answer of more characters is refused unread.
    public static final int MAX_ANSWER_CHARACTERS = 200_000;

    private static final List<String> KEYS = List.of("interpretations", "draft", "evaluation", "improvements", "revised");
    private static final List<String> INTERPRETATION_KEYS =
            List.of("role", "generalDescription", "objectDetails", "contextualFeatures", "brainstorm");
    private static final List<String> DRAFT_KEYS = List.of("instruction", "query", "positive", "hardNegative");
    private static final List<String> EVALUATION_KEYS = List.of("relevance", "plausibility", "clarity", "diversity");

    private SinglePassProtocol() {}

    /// Reads an answer.
    ///
    /// @param roles of the pictures in the request; each must have been interpreted, in this order
    /// @param where begins each error
    /// @throws AnswerException if the text is anything but a whole answer
    public static SinglePassAnswer parse(String text, List<PictureRole> roles, String where) {
        if (text.length() > MAX_ANSWER_CHARACTERS) {
            throw AnswerException.malformed(where + ": expected at most " + MAX_ANSWER_CHARACTERS + " characters, got " + text.length());
        }
        try {
            JsonObject answer = Json.parse(text, where);
            checkKeys(answer, "the answer", KEYS);
            return new SinglePassAnswer(
                    interpretations(answer.objects("interpretations"), roles, where),
                    draft(answer.object("draft"), "draft"),
                    evaluation(answer.object("evaluation")),
                    answer.string("improvements"),
                    draft(answer.object("revised"), "revised"));
        } catch (JsonException e) {
            throw AnswerException.malformed(e.getMessage());
        }
    }

    private static List<Thinking.Interpretation> interpretations(List<JsonObject> objects, List<PictureRole> roles, String where) {
        List<String> expected = roles.stream().map(PictureRole::code).toList();
        List<Thinking.Interpretation> interpretations = new ArrayList<>();
        for (JsonObject object : objects) {
            checkKeys(object, "interpretations[" + interpretations.size() + "]", INTERPRETATION_KEYS);
            interpretations.add(new Thinking.Interpretation(
                    object.string("role"),
                    object.string("generalDescription"),
                    object.string("objectDetails"),
                    object.string("contextualFeatures"),
                    object.string("brainstorm")));
        }
        List<String> got = interpretations.stream().map(Thinking.Interpretation::role).toList();
        if (!got.equals(expected)) {
            throw AnswerException.malformed(where + ": interpretations: expected the pictures " + expected + " in this order, got " + got);
        }
        return interpretations;
    }

    private static Thinking.Draft draft(JsonObject object, String key) {
        checkKeys(object, key, DRAFT_KEYS);
        return new Thinking.Draft(
                object.string("instruction"), object.string("query"), object.string("positive"), object.string("hardNegative"));
    }

    private static Thinking.SelfEvaluation evaluation(JsonObject object) {
        checkKeys(object, "evaluation", EVALUATION_KEYS);
        return new Thinking.SelfEvaluation(
                object.string("relevance"), object.string("plausibility"), object.string("clarity"), object.string("diversity"));
    }

    private static void checkKeys(JsonObject object, String name, List<String> expected) {
        if (!object.keys().equals(expected)) {
            throw AnswerException.malformed(
                    object.where() + ": " + name + ": expected the keys " + expected + " in this order, got " + object.keys());
        }
    }
}
