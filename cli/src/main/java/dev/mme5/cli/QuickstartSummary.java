package dev.mme5.cli;

import dev.mme5.cli.report.FoundPictures;
import dev.mme5.cli.report.HeadlineNumber;
import dev.mme5.cli.report.Page;
import dev.mme5.cli.report.QuickstartReport;
import dev.mme5.core.Language;
import dev.mme5.evaluation.Comparison;
import dev.mme5.evaluation.metric.Score;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the quickstart found, as lines for a terminal.
final class QuickstartSummary {
    private static final int SHOWN_HITS = 4;

    private final StringBuilder text = new StringBuilder();

    private QuickstartSummary() {}

    static String of(QuickstartReport report, Path out) {
        QuickstartSummary summary = new QuickstartSummary();
        summary.numbers(report);
        summary.line("");
        report.searches().forEach(summary::search);
        summary.line("");
        summary.line("Report: " + out.resolve(Page.FILE_NAME));
        summary.line("Your own pictures, your own words:");
        report.next().forEach(next -> summary.line("  " + next));
        return summary.text.toString().stripTrailing();
    }

    private void numbers(QuickstartReport report) {
        line(String.format("%-33s %-13s %-19s %-19s %7s", "in percent", "metric", "before", "after", "chance"));
        for (Comparison.Change change : report.comparison().headline()) {
            line(String.format(Locale.ROOT, "%-33s %-13s %-19s %-19s %7.1f%s", HeadlineNumber.titleOf(change.name()), change.metric(),
                    score(change.before()), score(change.after()), 100 * change.after().chance(),
                    change.isClear() ? "  " + (change.difference() > 0 ? "better" : "worse") : ""));
        }
        double total = report.seconds().values().stream().mapToDouble(Double::doubleValue).sum();
        line(report.seconds().entrySet().stream()
                .map(stage -> String.format(Locale.ROOT, "%s %.0f s", stage.getKey(), stage.getValue()))
                .collect(Collectors.joining(", ", "", String.format(Locale.ROOT, "; %.0f s in all", total))));
    }

    private static String score(Score score) {
        return String.format(Locale.ROOT, "%.1f [%.1f, %.1f]", 100 * score.value(), 100 * score.interval().low(), 100 * score.interval().high());
    }

    private void search(FoundPictures search) {
        String asked = search.text().map(text -> "\"" + text + "\"").orElse("");
        String picture = search.image().isPresent() ? "a picture" : "";
        String both = asked.isEmpty() || picture.isEmpty() ? picture + asked : picture + " and " + asked;
        String language = search.language().map(Language::englishName).map(name -> name + ", ").orElse("");
        String hits = search.hits().stream().limit(SHOWN_HITS)
                .map(hit -> hit.character() + " " + hit.name() + (hit.wanted() ? " *" : ""))
                .collect(Collectors.joining("   "));
        line(both + "  (" + language + search.gloss() + ")");
        line("    " + hits);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
