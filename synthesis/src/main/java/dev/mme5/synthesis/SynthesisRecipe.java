package dev.mme5.synthesis;

import dev.mme5.core.Language;
import dev.mme5.synthesis.plan.Shares;
import dev.mme5.synthesis.plan.StyleWeights;
import dev.mme5.synthesis.quality.GatesSpec;
import dev.mme5.synthesis.teacher.TeacherSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A run of [Synthesizer], as read from `recipes/synthesis/*.yaml`.
///
/// @param rows how many the finished set is to have
/// @param seed decides the plan, the pictures and what an offline teacher writes
/// @param shares how the rows are divided into tasks, modality pairs, questions and forms of text
/// @param languages BCP 47 tag to weight, over the rows in which some text follows the row's language
/// @param style how a teacher that is free to write is to write; [StyleWeights#EVEN] if left out
/// @param gates what a row must pass beyond what every row must; nothing if left out
/// @param refills how often rows that were refused are drawn anew, each time all that are still missing
/// @param run how the run goes about it; [RunSpec#DEFAULT] if left out
public record SynthesisRecipe(
        int rows,
        long seed,
        CorpusSpec corpus,
        Shares shares,
        Map<String, Double> languages,
        Optional<StyleWeights> style,
        TeacherSpec teacher,
        Optional<GatesSpec> gates,
        int refills,
        Optional<RunSpec> run) {

    /// @throws IllegalArgumentException if a number is out of its range or a language tag is not well-formed
    public SynthesisRecipe {
        if (rows < 1) {
            throw new IllegalArgumentException("rows: expected at least 1, got " + rows);
        }
        if (refills < 0) {
            throw new IllegalArgumentException("refills: expected at least 0, got " + refills);
        }
        languages = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(languages));
        languages.keySet().forEach(Language::new);
        Shares.checkWeights("languages", languages);
    }
}
