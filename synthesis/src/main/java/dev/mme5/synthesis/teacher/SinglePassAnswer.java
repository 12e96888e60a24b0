package dev.mme5.synthesis.teacher;

import dev.mme5.core.Thinking;
import dev.mme5.core.json.Json;
import java.util.List;

/// A teacher's answer. Its components, in their order, are the protocol's keys: the order makes the model look before it writes and
/// judge before it revises (mmE5 section 3.3, figure 2).
///
/// @param interpretations one for each picture, in the order of the request
/// @param draft the first version
/// @param evaluation the teacher's judgement of the draft
/// @param improvements what it changes and why
/// @param revised the version that goes into the data set
public record SinglePassAnswer(
        List<Thinking.Interpretation> interpretations,
        Thinking.Draft draft,
        Thinking.SelfEvaluation evaluation,
        String improvements,
        Thinking.Draft revised) {

    public SinglePassAnswer {
        interpretations = List.copyOf(interpretations);
    }

    /// The answer in the protocol's text; [SinglePassProtocol#parse] is its inverse.
    public String toJson() {
        return Json.write(this);
    }

    /// All but the revised texts.
    public Thinking thinking() {
        return new Thinking(interpretations, draft, evaluation, improvements);
    }

    /// Whether the revision changed anything.
    public boolean changed() {
        return !draft.equals(revised);
    }
}
