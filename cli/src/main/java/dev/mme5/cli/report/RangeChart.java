package dev.mme5.cli.report;

import dev.mme5.evaluation.metric.Score;
import java.util.Locale;
import java.util.Optional;

/// Scores on a line from 0 to 100 %, with their intervals and where chance is.
final class RangeChart {
    private static final int WIDTH = 260;
    private static final int PAD = 6;

    private RangeChart() {}

    /// @param before what the score was, if it was measured before
    static String svg(Optional<Score> before, Score score) {
        int height = before.isPresent() ? 44 : 30;
        StringBuilder svg = new StringBuilder(format("<svg class=\"range\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"0 to 100 percent\">",
                WIDTH, height));
        int line = height - 8;
        svg.append(format("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", PAD, WIDTH - PAD, line, line));
        for (int quarter = 0; quarter <= 4; quarter++) {
            double at = x(quarter / 4.0);
            svg.append(format("<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", at, at, line - 3, line + 3));
        }
        svg.append(format("<line class=\"chance\" x1=\"%.1f\" x2=\"%.1f\" y1=\"2\" y2=\"%d\"/>", x(score.chance()), x(score.chance()), line));
        before.ifPresent(earlier -> svg.append(mark(earlier, "before", 10)));
        svg.append(mark(score, "after", line - 11));
        return svg.append("</svg>").toString();
    }

    private static String mark(Score score, String styleClass, int y) {
        return format("<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", styleClass, x(score.interval().low()),
                x(score.interval().high()), y, y) + format("<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"4.5\"/>", styleClass,
                x(score.value()), y);
    }

    private static double x(double share) {
        return PAD + share * (WIDTH - 2 * PAD);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
