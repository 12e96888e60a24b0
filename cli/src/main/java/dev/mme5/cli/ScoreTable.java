package dev.mme5.cli;

import dev.mme5.evaluation.EvaluationReport;
import dev.mme5.evaluation.metric.Score;
import java.nio.file.Path;
import java.util.Locale;

/// An evaluation's first numbers as lines for a terminal.
final class ScoreTable {
    private ScoreTable() {}

    static String of(EvaluationReport report, Path out) {
        StringBuilder table = new StringBuilder(String.format("%-20s %-14s %22s %8s", "", "", "score, 95 % interval", "chance"));
        for (EvaluationReport.Headline entry : report.headline()) {
            Score score = entry.score();
            table.append(String.format(Locale.ROOT, "%n%-20s %-14s %6.1f %% [%4.1f, %4.1f] %6.1f %%", entry.name(), score.name(),
                    100 * score.value(), 100 * score.interval().low(), 100 * score.interval().high(), 100 * score.chance()));
        }
        String aside = report.setAsideRows() == 0 ? "" : "; " + report.setAsideRows() + " rows were set aside and are listed there";
        return table.append(String.format("%nEvery task is in %s%s.", out.resolve("report.html"), aside)).toString();
    }
}
