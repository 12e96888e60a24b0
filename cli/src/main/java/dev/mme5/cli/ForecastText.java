package dev.mme5.cli;

import dev.mme5.synthesis.forecast.Forecast;
import dev.mme5.synthesis.forecast.Range;
import java.util.Locale;

/// A forecast for people.
final class ForecastText {
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    private ForecastText() {}

    static String of(Forecast forecast) {
        return String.join("\n",
                String.format(Locale.ROOT, "%d of %d answers were kept; they cost %.4f USD and are saved for the run.",
                        forecast.pilotKept(), forecast.pilotCalls(), forecast.pilotUsd()),
                "All " + forecast.rows() + " rows will take, with a 95 % interval:",
                line("calls", "%.0f", forecast.calls(), 1),
                line("USD", "%.2f", forecast.usd(), 1),
                line("M tokens read", "%.3f", forecast.promptTokens(), 1e6),
                line("M tokens written", "%.3f", forecast.completionTokens(), 1e6),
                time(forecast.seconds()));
    }

    private static String time(Range seconds) {
        double unit = seconds.expected() > 2 * HOUR ? HOUR : seconds.expected() > 2 * MINUTE ? MINUTE : 1;
        String name = unit == HOUR ? "hours" : unit == MINUTE ? "minutes" : "seconds";
        return line(name, "%.1f", seconds, unit) + ", if the teacher answers as fast with all calls in flight";
    }

    private static String line(String name, String form, Range range, double unit) {
        return String.format(Locale.ROOT, "  %-17s " + form + " [" + form + ", " + form + "]",
                name, range.expected() / unit, range.low() / unit, range.high() / unit);
    }
}
