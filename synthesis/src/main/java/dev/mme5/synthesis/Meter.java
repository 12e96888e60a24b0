package dev.mme5.synthesis;

import dev.mme5.core.run.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/// Follows a run while it goes on, and tells those who wait. Thread-safe.
final class Meter {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Spending spending;
    private final Tally tally;
    private final Progress.Stage stage;
    private final RunWatcher watcher;
    private final InstantSource clock;
    private final Instant began;
    private Instant looked;
    private int asked;
    private int reused;
    private long totalMillis;
    private long longestMillis;

    /// Whom a run tells how it goes.
    ///
    /// @param stage a step for each row that is kept
    record Audience(Progress.Stage stage, RunWatcher watcher) {}

    Meter(Spending spending, Tally tally, Audience audience, InstantSource clock) {
        this.spending = spending;
        this.tally = tally;
        this.stage = audience.stage();
        this.watcher = audience.watcher();
        this.clock = clock;
        this.began = clock.instant();
        this.looked = began;
    }

    /// A call came back.
    synchronized void asked(long millis) {
        asked++;
        totalMillis += millis;
        longestMillis = Math.max(longestMillis, millis);
        look();
    }

    /// An answer of an earlier process was used.
    synchronized void reused() {
        reused++;
        look();
    }

    /// A row was kept.
    synchronized void kept() {
        stage.advance(1);
        look();
    }

    private void look() {
        Instant now = clock.instant();
        if (now.isBefore(looked) || Duration.between(looked, now).compareTo(BETWEEN_LOOKS) >= 0) { // clocks are set back, too
            looked = now;
            RunSnapshot snapshot = snapshot();
            stage.note(note(snapshot));
            stage.advance(0);
            watcher.saw(snapshot);
        }
    }

    /// How far the run is.
    synchronized RunSnapshot snapshot() {
        SynthesisReport counts = tally.report("", Optional.empty());
        Spending.Total total = spending.total();
        return new RunSnapshot(Math.max(0, Duration.between(began, clock.instant()).toMillis()) / 1e3, asked, reused, total.inFlight(),
                asked == 0 ? 0 : (double) totalMillis / asked, longestMillis, counts.planned(), counts.written(), counts.calls(),
                total.calls(), total.usage(), total.usd(), counts.tasks(), counts.modalities(), counts.languages());
    }

    private static String note(RunSnapshot now) {
        String text = String.format(Locale.ROOT, "%.1f answers/s, %.0f %% kept", now.callsPerSecond(), 100 * now.acceptRate());
        long tokens = now.usage().promptTokens() + now.usage().completionTokens();
        String read = tokens == 0 ? "" : String.format(Locale.ROOT, ", %.2f M tokens", tokens / 1e6);
        String cost = now.usd() == 0 ? "" : String.format(Locale.ROOT, ", %.2f of about %.2f USD", now.usd(), now.projectedUsd());
        return text + read + cost;
    }
}
