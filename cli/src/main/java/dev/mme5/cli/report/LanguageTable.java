package dev.mme5.cli.report;

import dev.mme5.core.Language;
import dev.mme5.evaluation.EvaluationReport;
import dev.mme5.evaluation.metric.Score;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Retrieval by language, before and after.
final class LanguageTable {
    private static final String RECALL = "recallAt10";
    private static final List<String> KINDS = List.of("textToImage", "textToImageUnseen", "imageToText");

    private final EvaluationReport before;
    private final EvaluationReport after;

    private LanguageTable(EvaluationReport before, EvaluationReport after) {
        this.before = before;
        this.after = after;
    }

    static String html(EvaluationReport before, EvaluationReport after) {
        return new LanguageTable(before, after).table();
    }

    private String table() {
        StringBuilder rows = new StringBuilder();
        languages().forEach(language -> rows.append(row(language)));
        return """
                <div class="scroll"><table class="languages">
                <thead><tr><th rowspan="2">Language</th><th colspan="3">Words → drawings</th><th colspan="3">… of unseen things</th>
                <th colspan="3">Drawing → words</th></tr>
                <tr>%s</tr></thead>
                <tbody>
                %s</tbody></table></div>
                """.formatted("<th class=\"num\">before</th><th class=\"num\">after</th><th></th>".repeat(KINDS.size()), rows);
    }

    private List<Language> languages() {
        return after.tasks().stream()
                .filter(task -> task.name().startsWith(KINDS.getFirst() + "/"))
                .flatMap(task -> task.language().stream())
                .toList();
    }

    private String row(Language language) {
        Locale locale = Locale.forLanguageTag(language.tag());
        StringBuilder row = new StringBuilder("<tr><th>").append(Html.words("span", "endonym", language, locale.getDisplayName(locale)))
                .append(Html.text("span", "small", language.englishName())).append("</th>");
        for (String kind : KINDS) {
            Optional<Score> earlier = score(before, kind, language);
            Optional<Score> later = score(after, kind, language);
            row.append(cell(earlier)).append(cell(later)).append("<td class=\"bar\">");
            later.ifPresent(score -> row.append(bars(earlier.map(Score::value).orElse(0.0), score.value())));
            row.append("</td>");
        }
        return row.append("</tr>\n").toString();
    }

    private static Optional<Score> score(EvaluationReport report, String kind, Language language) {
        return report.task(kind + "/" + language.tag()).flatMap(task -> task.score(RECALL));
    }

    private static String cell(Optional<Score> score) {
        return Html.text("td", "num", score.map(found -> Html.percent(found.value())).orElse(""));
    }

    private static String bars(double before, double after) {
        return String.format(Locale.ROOT, "<svg class=\"bars\" viewBox=\"0 0 100 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                + "<rect class=\"before\" x=\"0\" y=\"1\" height=\"5\" width=\"%.1f\"/><rect class=\"after\" x=\"0\" y=\"8\" height=\"5\""
                + " width=\"%.1f\"/></svg>", 100 * before, 100 * after);
    }
}
