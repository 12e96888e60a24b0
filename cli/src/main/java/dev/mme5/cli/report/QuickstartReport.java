package dev.mme5.cli.report;

import dev.mme5.cli.stage.TrainingCurve;
import dev.mme5.core.Example;
import dev.mme5.core.run.Machine;
import dev.mme5.evaluation.Comparison;
import dev.mme5.evaluation.EvaluationReport;
import dev.mme5.synthesis.SynthesisReport;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everything the quickstart found out.
///
/// @param size `full` or `quick`
/// @param continued whether an earlier start of the run had left something to take up; `seconds` are of this start
/// @param seconds by stage, in order
/// @param rows a few of the synthetic ones
/// @param next command lines for the user's own pictures
public record QuickstartReport(
        String version,
        String size,
        boolean continued,
        Instant began,
        Machine machine,
        Map<String, Double> seconds,
        SynthesisReport synthesis,
        List<Example> rows,
        TrainingCurve curve,
        EvaluationReport before,
        EvaluationReport after,
        Comparison comparison,
        List<FoundPictures> searches,
        List<String> next) {
    private static final int SHOWN_ROWS = 9;

    public QuickstartReport {
        seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
        rows = RowGallery.choose(rows, SHOWN_ROWS);
        searches = List.copyOf(searches);
        next = List.copyOf(next);
    }

    double totalSeconds() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
