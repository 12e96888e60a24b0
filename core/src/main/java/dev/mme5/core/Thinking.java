package dev.mme5.core;

import java.util.List;

/// What the teacher wrote in its single pass before the revision: mmE5 section 3.3, stages 2 to 4.
///
/// @param interpretations one for each picture of the row, in the order query, positive, hard negative
/// @param draft the first version of the texts
/// @param evaluation its judgement of that version
/// @param improvements what it set out to change
public record Thinking(
        List<Interpretation> interpretations, Draft draft, SelfEvaluation evaluation, String improvements) {

    public Thinking {
        interpretations = List.copyOf(interpretations);
    }

    /// One picture seen under the paper's four aspects.
    ///
    /// @param role the picture's place in the row: `query`, `positive` or `hardNegative`
    public record Interpretation(
            String role, String generalDescription, String objectDetails, String contextualFeatures, String brainstorm) {}

    /// The texts of a row; an absent text is the empty string.
    public record Draft(String instruction, String query, String positive, String hardNegative) {}

    /// The teacher's judgement, in prose, under the paper's four headings.
    public record SelfEvaluation(String relevance, String plausibility, String clarity, String diversity) {}
}
