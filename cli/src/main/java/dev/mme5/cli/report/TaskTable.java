package dev.mme5.cli.report;

import dev.mme5.evaluation.Comparison;
import dev.mme5.evaluation.EvaluationReport;
import dev.mme5.evaluation.metric.Score;
import java.util.function.Predicate;

/// Tasks and their scores, a row for each.
final class TaskTable {
    private TaskTable() {}

    /// Before and after, of those tasks whose names pass.
    static String html(Comparison comparison, Predicate<String> shown) {
        StringBuilder rows = new StringBuilder();
        for (Comparison.Change change : comparison.tasks()) {
            if (shown.test(change.name())) {
                rows.append("<tr>").append(Html.text("th", "", change.name()))
                        .append(Html.text("td", "num", Html.percent(change.before().value())))
                        .append(Html.text("td", "num", Html.percent(change.after().value())))
                        .append(Html.text("td", change.isClear() ? "num clear" : "num", Html.points(change.difference())))
                        .append(Html.text("td", "num small", "[" + Html.points(change.interval().low()) + ", "
                                + Html.points(change.interval().high()) + "]"))
                        .append(Html.text("td", "num", Html.percent(change.after().chance())))
                        .append(Html.text("td", "num", Long.toString(change.rows()))).append("</tr>\n");
            }
        }
        return table(heads("Task", "before", "after", "change", "95 % interval", "chance", "rows"), rows);
    }

    /// Every score of a report.
    static String html(EvaluationReport report) {
        StringBuilder rows = new StringBuilder();
        for (EvaluationReport.TaskScores task : report.tasks()) {
            for (Score score : task.scores()) {
                rows.append("<tr>").append(Html.text("th", "", task.name())).append(Html.text("td", "", score.name()))
                        .append(Html.text("td", "num", Html.percent(score.value())))
                        .append(Html.text("td", "num small", "[" + Html.percent(score.interval().low()) + ", "
                                + Html.percent(score.interval().high()) + "]"))
                        .append(Html.text("td", "num", Html.percent(score.chance())))
                        .append(Html.text("td", "num", Long.toString(score.rows())))
                        .append(Html.text("td", "num", Integer.toString(task.setAside().size()))).append("</tr>\n");
            }
        }
        return table(heads("Task", "metric", "score", "95 % interval", "chance", "rows", "set aside"), rows);
    }

    private static String heads(String... names) {
        StringBuilder heads = new StringBuilder();
        for (String name : names) {
            heads.append(Html.text("th", name.equals("Task") || name.equals("metric") ? "" : "num", name));
        }
        return heads.toString();
    }

    private static String table(String heads, StringBuilder rows) {
        return "<div class=\"scroll\"><table><thead><tr>" + heads + "</tr></thead><tbody>\n" + rows + "</tbody></table></div>\n";
    }
}
