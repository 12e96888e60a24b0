package dev.mme5.cli;

import dev.mme5.synthesis.RunSnapshot;
import dev.mme5.synthesis.RunWatcher;
import dev.mme5.synthesis.SynthesisReport.Coverage;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Draws plan against done on a terminal, again and again in the same place.
final class CoverageTable implements RunWatcher, AutoCloseable {
    private static final int SHOWN_LANGUAGES = 8;
    private static final int BAR = 20;
    private static final String UP_AND_CLEAR = "\033[%dA\033[J";

    private final PrintStream err;
    private int drawn;

    CoverageTable(PrintStream err) {
        this.err = err;
    }

    @Override
    public synchronized void says(String line) {
        err.println(line);
    }

    @Override
    public synchronized void saw(RunSnapshot now) {
        List<String> lines = lines(now);
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append(String.format(Locale.ROOT, UP_AND_CLEAR, drawn));
        }
        lines.forEach(line -> text.append(line).append('\n'));
        err.print(text);
        err.flush();
        drawn = lines.size();
    }

    /// The table as lines.
    static List<String> lines(RunSnapshot now) {
        List<String> lines = new ArrayList<>();
        now.tasks().forEach((name, coverage) -> lines.add(line(name, coverage)));
        now.modalities().forEach((name, coverage) -> lines.add(line(name, coverage)));
        List<Map.Entry<String, Coverage>> languages = new ArrayList<>(now.languages().entrySet());
        languages.sort(Comparator.comparing((Map.Entry<String, Coverage> language) -> -language.getValue().planned())
                .thenComparing(Map.Entry::getKey));
        languages.stream().limit(SHOWN_LANGUAGES).forEach(language -> lines.add(line(language.getKey(), language.getValue())));
        if (languages.size() > SHOWN_LANGUAGES) {
            Coverage others = languages.stream().skip(SHOWN_LANGUAGES).map(Map.Entry::getValue)
                    .reduce(new Coverage(0, 0), (one, other) -> new Coverage(one.planned() + other.planned(), one.written() + other.written()));
            lines.add(line((languages.size() - SHOWN_LANGUAGES) + " others", others));
        }
        lines.add(String.format(Locale.ROOT, "%d of %d rows, %.0f s, %d in flight, %.1f answers/s (%.0f ms each), %.0f %% kept%s",
                now.kept(), now.planned(), now.seconds(), now.inFlight(), now.callsPerSecond(), now.meanMillis(), 100 * now.acceptRate(), cost(now)));
        return lines;
    }

    private static String line(String name, Coverage coverage) {
        int filled = coverage.planned() == 0 ? 0 : (int) ((long) BAR * coverage.written() / coverage.planned());
        return String.format(Locale.ROOT, "  %-16s %s%s %7d of %d", name, "#".repeat(filled), ".".repeat(BAR - filled),
                coverage.written(), coverage.planned());
    }

    private static String cost(RunSnapshot now) {
        long tokens = now.usage().promptTokens() + now.usage().completionTokens();
        String read = tokens == 0 ? "" : String.format(Locale.ROOT, ", %.2f M tokens", tokens / 1e6);
        return now.usd() == 0 ? read : read + String.format(Locale.ROOT, ", %.2f of about %.2f USD", now.usd(), now.projectedUsd());
    }

    /// The table stays as it was drawn last.
    @Override
    public void close() {
        err.flush();
    }
}
