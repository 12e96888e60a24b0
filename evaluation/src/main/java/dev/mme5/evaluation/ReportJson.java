package dev.mme5.evaluation;

import dev.mme5.core.json.Json;
import dev.mme5.evaluation.metric.Interval;
import dev.mme5.evaluation.metric.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A report as JSON. The headline is an object by name, in which the metric is a key: `headline.heldOutStyle.recallAt10`.
public final class ReportJson {
    private ReportJson() {}

    /// The whole report, over several lines.
    public static String write(EvaluationReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("suite", report.suite());
        json.put("model", report.model());
        json.put("headline", headline(report.headline()));
        json.put("groups", report.groups());
        json.put("tasks", report.tasks());
        json.put("seconds", report.seconds());
        return Json.writePretty(json);
    }

    private static Map<String, Map<String, Object>> headline(List<EvaluationReport.Headline> entries) {
        Map<String, Map<String, Object>> headline = new LinkedHashMap<>();
        for (EvaluationReport.Headline entry : entries) {
            Score score = entry.score();
            Map<String, Object> json = headline.computeIfAbsent(entry.name(), name -> new LinkedHashMap<>());
            json.put(score.name(), score.value());
            json.put("interval", score.interval());
            json.put("chance", score.chance());
            json.put("rows", score.rows());
            json.put("group", entry.group());
        }
        return headline;
    }

    /// A comparison, over several lines: each changed number has `before`, `after`, `difference`, `interval` of the difference and
    /// `chance`, as in `headline.heldOutStyle.recallAt10.after`.
    public static String write(Comparison comparison) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("before", comparison.before());
        json.put("after", comparison.after());
        json.put("headline", changes(comparison.headline()));
        json.put("groups", changes(comparison.groups()));
        json.put("tasks", changes(comparison.tasks()));
        return Json.writePretty(json);
    }

    private static Map<String, Map<String, ChangeValues>> changes(List<Comparison.Change> changes) {
        Map<String, Map<String, ChangeValues>> json = new LinkedHashMap<>();
        for (Comparison.Change change : changes) {
            json.computeIfAbsent(change.name(), name -> new LinkedHashMap<>()).put(change.metric(), ChangeValues.of(change));
        }
        return json;
    }

    private record ChangeValues(
            double before, double after, double difference, Interval interval, boolean clear, double chance, long rows) {

        static ChangeValues of(Comparison.Change change) {
            return new ChangeValues(
                    change.before().value(),
                    change.after().value(),
                    change.difference(),
                    change.interval(),
                    change.isClear(),
                    change.after().chance(),
                    change.rows());
        }
    }
}
