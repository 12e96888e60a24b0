package dev.mme5.evaluation;

import dev.mme5.core.EmbedderInfo;
import dev.mme5.core.Language;
import dev.mme5.core.Modality;
import dev.mme5.core.TaskKind;
import dev.mme5.core.json.JsonObject;
import dev.mme5.evaluation.metric.Interval;
import dev.mme5.evaluation.metric.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Reads what [ReportJson#write(EvaluationReport)] writes.
final class ReportReader {
    private ReportReader() {}

    static EvaluationReport read(JsonObject json) {
        return new EvaluationReport(
                json.string("suite"),
                model(json.object("model")),
                headline(json.object("headline")),
                json.objects("groups").stream().map(ReportReader::group).toList(),
                json.objects("tasks").stream().map(ReportReader::task).toList(),
                json.number("seconds"));
    }

    private static EmbedderInfo model(JsonObject json) {
        return new EmbedderInfo(
                json.string("name"),
                json.string("fingerprint"),
                json.integer("dimension"),
                json.strings("modalities").stream()
                        .map(name -> Modality.valueOf(name.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()));
    }

    private static List<EvaluationReport.Headline> headline(JsonObject json) {
        List<EvaluationReport.Headline> headline = new ArrayList<>();
        for (String name : json.keys()) {
            JsonObject entry = json.object(name);
            String metric = entry.keys().getFirst();
            Score score = new Score(
                    metric, entry.number(metric), interval(entry), entry.number("chance"), entry.longInteger("rows"));
            headline.add(new EvaluationReport.Headline(name, entry.string("group"), score));
        }
        return headline;
    }

    private static EvaluationReport.GroupScores group(JsonObject json) {
        return new EvaluationReport.GroupScores(
                json.string("name"), json.strings("tasks"), json.strings("missing"), scores(json));
    }

    private static EvaluationReport.TaskScores task(JsonObject json) {
        return new EvaluationReport.TaskScores(
                json.string("name"),
                TaskKind.valueOf(json.string("kind").toUpperCase(Locale.ROOT)),
                json.string("modalities"),
                json.optionalString("language").map(Language::new),
                json.integer("documents"),
                json.integer("rows"),
                SetAside.readAll(json.objects("setAside")),
                SetAside.readAll(json.objects("brokenDocuments")),
                scores(json),
                json.number("seconds"));
    }

    private static List<Score> scores(JsonObject json) {
        return json.objects("scores").stream()
                .map(score -> new Score(
                        score.string("name"), score.number("value"), interval(score), score.number("chance"), score.longInteger("rows")))
                .toList();
    }

    private static Interval interval(JsonObject json) {
        JsonObject interval = json.object("interval");
        return new Interval(interval.number("low"), interval.number("high"));
    }
}
