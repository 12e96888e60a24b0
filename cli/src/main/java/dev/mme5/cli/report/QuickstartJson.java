package dev.mme5.cli.report;

import dev.mme5.core.ImageRef;
import dev.mme5.core.json.Json;
import dev.mme5.evaluation.Comparison;
import dev.mme5.evaluation.EvaluationReport;
import dev.mme5.evaluation.metric.Interval;
import dev.mme5.evaluation.metric.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The quickstart's report as JSON: `headline.heldOutStyle.recallAt10.after` and so on, scores from 0 to 1.
public final class QuickstartJson {
    private QuickstartJson() {}

    /// One number before and after.
    ///
    /// @param interval the 95 % interval of the difference, row by row
    /// @param clear whether that leaves zero out
    private record Number(
            double before,
            double after,
            Interval beforeInterval,
            Interval afterInterval,
            double difference,
            Interval interval,
            boolean clear,
            double chance,
            long rows) {}

    private record Language(String language, String task, String metric, Optional<Double> before, double after, double chance) {}

    private record Hit(String id, String name, double score, boolean wanted) {}

    private record Search(
            Optional<String> text, Optional<String> language, Optional<String> image, String meaning, List<Hit> hits) {}

    /// What is printed with `--json`, and the file's first part.
    public static Map<String, Object> headline(QuickstartReport report) {
        Map<String, Object> headline = new LinkedHashMap<>(numbers(report.comparison().headline()));
        Map<String, Double> seconds = new LinkedHashMap<>(report.seconds());
        seconds.put("total", report.totalSeconds());
        headline.put("seconds", seconds);
        return headline;
    }

    /// The whole report.
    public static String write(QuickstartReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", report.version());
        json.put("size", report.size());
        json.put("continued", report.continued());
        json.put("startedAt", report.began());
        json.put("machine", report.machine());
        json.put("headline", headline(report));
        json.put("languages", languages(report));
        json.put("groups", numbers(report.comparison().groups()));
        json.put("tasks", numbers(report.comparison().tasks()));
        json.put("model", Map.of("before", report.before().model(), "after", report.after().model()));
        json.put("synthesis", report.synthesis());
        json.put("loss", report.curve().points());
        json.put("searches", report.searches().stream().map(QuickstartJson::search).toList());
        json.put("next", report.next());
        return Json.writePretty(json);
    }

    private static Map<String, Map<String, Number>> numbers(List<Comparison.Change> changes) {
        Map<String, Map<String, Number>> numbers = new LinkedHashMap<>();
        for (Comparison.Change change : changes) {
            numbers.computeIfAbsent(change.name(), name -> new LinkedHashMap<>()).put(change.metric(), new Number(
                    change.before().value(), change.after().value(), change.before().interval(), change.after().interval(),
                    change.difference(), change.interval(), change.isClear(), change.after().chance(), change.rows()));
        }
        return numbers;
    }

    private static List<Language> languages(QuickstartReport report) {
        return report.after().tasks().stream()
                .filter(task -> task.language().isPresent())
                .flatMap(task -> task.scores().stream().map(score -> language(report.before(), task, score)))
                .toList();
    }

    private static Language language(EvaluationReport before, EvaluationReport.TaskScores task, Score score) {
        Optional<Double> earlier = before.task(task.name()).flatMap(found -> found.score(score.name())).map(Score::value);
        String kind = task.name().substring(0, task.name().indexOf('/'));
        return new Language(task.language().orElseThrow().tag(), kind, score.name(), earlier, score.value(), score.chance());
    }

    private static Search search(FoundPictures search) {
        List<Hit> hits = search.hits().stream()
                .map(found -> new Hit(found.picture().location(), found.name(), found.score(), found.wanted()))
                .toList();
        return new Search(search.text(), search.language().map(dev.mme5.core.Language::tag), search.image().map(ImageRef::location),
                search.gloss(), hits);
    }
}
