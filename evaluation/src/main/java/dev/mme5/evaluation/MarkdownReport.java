package dev.mme5.evaluation;

import dev.mme5.evaluation.metric.Interval;
import dev.mme5.evaluation.metric.Score;
import java.util.List;
import java.util.Locale;

/// A report or a comparison as Markdown tables, in percent.
public final class MarkdownReport {
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport() {}

    /// A table of the headline, of the groups, and of every task; then what was set aside.
    public static String write(EvaluationReport report) {
        return new MarkdownReport().report(report);
    }

    /// A table of the headline and the groups before and after, and of every task.
    public static String write(Comparison comparison) {
        return new MarkdownReport().comparison(comparison);
    }

    private String report(EvaluationReport report) {
        line("# Evaluation: " + report.suite() + ", " + report.model().name());
        line("");
        line("In percent. In brackets the 95 % bootstrap interval. Chance is what random vectors reach.");
        section("Headline", "", "metric", "score", "chance", "rows");
        report.headline().forEach(entry -> scoreRow(entry.name(), entry.score()));
        section("Means over tasks, unweighted", "", "metric", "score", "chance", "rows");
        for (EvaluationReport.GroupScores group : report.groups()) {
            int all = group.tasks().size() + group.missing().size();
            String of = group.missing().isEmpty() ? "" : " (" + group.tasks().size() + " of " + all + " tasks)";
            group.scores().forEach(score -> scoreRow(group.name() + of, score));
        }
        section("Tasks", "", "metric", "score", "chance", "rows");
        report.tasks().forEach(task -> task.scores().forEach(score -> scoreRow(task.name(), score)));
        setAside(report);
        return text.toString();
    }

    private void scoreRow(String name, Score score) {
        row(name, score.name(), percent(score.value()) + " " + interval(score.interval()), percent(score.chance()), "" + score.rows());
    }

    private void setAside(EvaluationReport report) {
        List<EvaluationReport.TaskScores> broken = report.tasks().stream()
                .filter(task -> !task.setAside().isEmpty() || !task.brokenDocuments().isEmpty())
                .toList();
        if (broken.isEmpty()) {
            return;
        }
        section("Set aside", "task", "what", "reason");
        for (EvaluationReport.TaskScores task : broken) {
            task.setAside().forEach(row -> row(task.name(), "row " + row.row(), row.reason()));
            task.brokenDocuments().forEach(row -> row(task.name(), "document " + row.row(), row.reason()));
        }
    }

    private String comparison(Comparison comparison) {
        line("# Comparison: " + comparison.before() + " and " + comparison.after());
        line("");
        line("In percent. In brackets the paired 95 % bootstrap interval of the difference; * marks those that leave zero out.");
        changes("Headline", comparison.headline());
        changes("Means over tasks, unweighted", comparison.groups());
        changes("Tasks", comparison.tasks());
        return text.toString();
    }

    private void changes(String title, List<Comparison.Change> changes) {
        section(title, "", "metric", "before", "after", "difference", "chance", "rows");
        for (Comparison.Change change : changes) {
            row(
                    change.name(),
                    change.metric(),
                    percent(change.before().value()),
                    percent(change.after().value()),
                    percent(change.difference()) + " " + interval(change.interval()) + (change.isClear() ? " *" : ""),
                    percent(change.after().chance()),
                    "" + change.rows());
        }
    }

    private void section(String title, String... columns) {
        line("");
        line("## " + title);
        line("");
        row(columns);
        line("|" + " --- |".repeat(columns.length));
    }

    private void row(String... cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) {
            row.append(' ').append(cell.replace("|", "\\|").replace('\n', ' ')).append(" |");
        }
        line(row.toString());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String interval(Interval interval) {
        return "[" + percent(interval.low()) + ", " + percent(interval.high()) + "]";
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f", 100 * value);
    }
}
