package dev.mme5.cli;

import dev.mme5.serving.embed.BulkReport;
import java.time.Duration;
import java.util.Locale;

/// What `mme5 embed --json` prints.
///
/// @param cut rows whose text was too long and lost its end
/// @param secondsToFirstVector from the start of loading the model
record EmbedStats(
        String output,
        long items,
        int rejected,
        int cut,
        double seconds,
        double itemsPerSecond,
        double loadSeconds,
        double secondsToFirstVector,
        long peakRssBytes,
        long ownRssBytes) {

    static EmbedStats of(String output, BulkReport report, int cut, Duration loading) {
        double load = loading.toNanos() / 1e9;
        return new EmbedStats(output, report.items(), report.rejected().size(), cut, report.seconds(), report.itemsPerSecond(),
                load, load + report.secondsToFirstVector(), report.peakRssBytes(), report.ownRssBytes());
    }

    String summary() {
        String aside = rejected == 0 ? "" : " (" + rejected + " set aside, listed in " + output + ".rejected.jsonl)";
        return "Embedded " + items + (items == 1 ? " row" : " rows") + " into " + output + aside + ".";
    }

    String speed() {
        return String.format(Locale.ROOT,
                "%d rows in %.2f s, %s, %d of them cut short; model loaded in %.2f s, first vector after %.2f s; peak memory %.0f MB, of"
                        + " which %.0f MB are no mapped weights",
                items, seconds, pace(), cut, loadSeconds, secondsToFirstVector, peakRssBytes / 1e6, ownRssBytes / 1e6);
    }

    private String pace() {
        return itemsPerSecond >= 1 || items == 0
                ? String.format(Locale.ROOT, "%.1f a second", itemsPerSecond)
                : String.format(Locale.ROOT, "%.1f s each", seconds / items);
    }
}
