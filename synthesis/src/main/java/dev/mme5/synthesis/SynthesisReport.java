package dev.mme5.synthesis;

import dev.mme5.core.Language;
import dev.mme5.core.TaskKind;
import dev.mme5.synthesis.teacher.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run did; written as `report.json`. Depends on the recipe and the teacher's answers only, not on the clock, nor on how often
/// the run was stopped and continued.
///
/// @param planned rows asked for
/// @param written rows in the finished set
/// @param calls answers that were judged
/// @param revised written rows whose draft the teacher changed
/// @param usage what those answers took
/// @param usd what they cost
/// @param tasks by task
/// @param modalities by modality pair
/// @param languages by language tag
/// @param rejections refused answers by the gate that refused them
/// @param refusals the same by gate, task and language
/// @param stopped the limit at which the run stopped before its end; absent if it ended
public record SynthesisReport(
        String teacher,
        int planned,
        int written,
        int calls,
        int revised,
        Usage usage,
        double usd,
        Map<String, Coverage> tasks,
        Map<String, Coverage> modalities,
        Map<String, Coverage> languages,
        Map<String, Integer> rejections,
        List<Refusals> refusals,
        Optional<String> stopped) {

    /// Plan against done.
    public record Coverage(int planned, int written) {
        Coverage plus(Coverage other) {
            return new Coverage(planned + other.planned, written + other.written);
        }
    }

    /// Answers that one gate refused.
    public record Refusals(String gate, TaskKind task, Language language, int count) {}

    /// Planned rows that no attempt could fill.
    public int missing() {
        return planned - written;
    }
}
