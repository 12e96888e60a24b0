package dev.mme5.cli.report;

import dev.mme5.evaluation.Comparison;
import dev.mme5.evaluation.EvaluationReport;
import dev.mme5.evaluation.metric.Interval;
import dev.mme5.evaluation.metric.Score;
import java.util.Optional;

/// The numbers to read first, a card for each.
final class HeadlineCards {
    private HeadlineCards() {}

    /// Before and after.
    static String html(Comparison comparison) {
        StringBuilder cards = new StringBuilder();
        for (Comparison.Change change : comparison.headline()) {
            String numbers = Html.text("span", "was", Html.percent(change.before().value()))
                    + Html.text("span", "arrow", "→")
                    + Html.text("b", "now", Html.percent(change.after().value()))
                    + Html.text("span", "unit", "%");
            cards.append(card(change.name(), change.metric(), numbers, badge(change), Optional.of(change.before()), change.after()));
        }
        return Html.element("div", columns(comparison.headline().size()), cards.toString()) + legend(true);
    }

    /// One model.
    static String html(EvaluationReport report) {
        StringBuilder cards = new StringBuilder();
        for (EvaluationReport.Headline entry : report.headline()) {
            Score score = entry.score();
            String numbers = Html.text("b", "now", Html.percent(score.value())) + Html.text("span", "unit", "%");
            cards.append(card(entry.name(), score.name(), numbers, Html.text("span", "badge", interval(score.interval())),
                    Optional.empty(), score));
        }
        return Html.element("div", columns(report.headline().size()), cards.toString()) + legend(false);
    }

    /// Five stand as two and three.
    private static String columns(int cards) {
        return cards == 5 ? "cards five" : "cards";
    }

    private static String card(String key, String metric, String numbers, String badge, Optional<Score> before, Score after) {
        String meaning = HeadlineNumber.of(key).map(HeadlineNumber::meaning).orElse("");
        return Html.element("article", "card", Html.text("h3", "", HeadlineNumber.titleOf(key))
                + Html.element("p", "numbers", numbers)
                + Html.element("p", "change", badge)
                + RangeChart.svg(before, after)
                + Html.text("p", "meaning", meaning)
                + Html.text("p", "small", metric + " over " + after.rows() + " rows; chance " + Html.percent(after.chance()) + " %"))
                + "\n";
    }

    private static String badge(Comparison.Change change) {
        String styleClass = !change.isClear() ? "badge" : change.difference() > 0 ? "badge up" : "badge down";
        String sure = change.isClear() ? "" : ": no clear change";
        return Html.text("span", styleClass, Html.points(change.difference()) + " points [" + Html.points(change.interval().low()) + ", "
                + Html.points(change.interval().high()) + "]" + sure);
    }

    private static String interval(Interval interval) {
        return "95 %: " + Html.percent(interval.low()) + " to " + Html.percent(interval.high());
    }

    private static String legend(boolean two) {
        String before = two ? "<span><i class=\"dot before\"></i>before fine-tuning</span> " : "";
        return "<p class=\"legend\">" + before + "<span><i class=\"dot after\"></i>" + (two ? "after fine-tuning" : "score")
                + "</span> <span><i class=\"dot chance\"></i>chance</span> <span>whiskers: 95 % bootstrap interval</span></p>";
    }
}
