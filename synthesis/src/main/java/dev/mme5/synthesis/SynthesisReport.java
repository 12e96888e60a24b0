package dev.mme5.synthesis;

import java.util.Map;

/// What a run did; written as `report.json`. Depends on the recipe and the teacher's answers only, not on the clock.
///
/// @param planned rows asked for
/// @param written rows in the finished set
/// @param calls answers asked of the teacher
/// @param revised written rows whose draft the teacher changed
/// @param tasks by task
/// @param modalities by modality pair
/// @param languages by language tag
/// @param rejections refused answers by the gate that refused them
public record SynthesisReport(
        String teacher,
        int planned,
        int written,
        int calls,
        int revised,
        Map<String, Coverage> tasks,
        Map<String, Coverage> modalities,
        Map<String, Coverage> languages,
        Map<String, Integer> rejections) {

    /// Plan against done.
    public record Coverage(int planned, int written) {}

    /// Planned rows that no attempt could fill.
    public int missing() {
        return planned - written;
    }
}
