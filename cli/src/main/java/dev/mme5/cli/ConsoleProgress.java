package dev.mme5.cli;

import dev.mme5.core.run.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Progress on standard error: a bar with an estimate where someone watches, otherwise a plain line every two seconds, and
/// more seldom in a long run.
/// A stage that is over sooner says nothing.
final class ConsoleProgress implements Progress {
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration LONGEST_QUIET = Duration.ofMinutes(1);
    private static final int LINES = 50;

    private final PrintStream err;
    private final boolean terminal;
    private final InstantSource clock;

    ConsoleProgress(PrintStream err, boolean terminal, InstantSource clock) {
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Stage begin(String name, long total) {
        return new ShownStage(name, total);
    }

    @Override
    public void say(String line) {
        err.println(line);
    }

    private final class ShownStage implements Stage {
        private final String name;
        private final long total;
        private final Instant began = clock.instant();
        private Instant shown = began;
        private long done;
        private String note = "";
        private @Nullable ProgressBar bar;

        ShownStage(String name, long total) {
            this.name = name;
            this.total = total;
        }

        @Override
        public synchronized void advance(long n) {
            done += n;
            if (bar != null) {
                bar.stepBy(n);
            } else if (since(terminal ? began : shown).compareTo(terminal ? QUIET : pause()) >= 0) {
                show();
            }
        }

        @Override
        public synchronized void note(String text) {
            note = text;
            if (bar != null) {
                bar.setExtraMessage(text);
            }
        }

        /// Two seconds at first, a minute in a long run: a line for every fiftieth of the time so far.
        private Duration pause() {
            Duration part = since(began).dividedBy(LINES);
            return part.compareTo(QUIET) < 0 ? QUIET : part.compareTo(LONGEST_QUIET) > 0 ? LONGEST_QUIET : part;
        }

        private void show() {
            shown = clock.instant();
            if (!terminal) {
                err.println(line());
                return;
            }
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(total > 0 ? total : -1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(err))
                    .startsFrom(done, since(began))
                    .build();
            bar.setExtraMessage(note);
        }

        private String line() {
            long seconds = since(began).toSeconds();
            String count = total > 0 ? done + " of " + total + " (" + 100 * done / total + " %)" : Long.toString(done);
            String left = total > done && done > 0 ? ", about " + time((long) ((double) seconds / done * (total - done))) + " left" : "";
            return name + ": " + count + ", " + time(seconds) + left + (note.isEmpty() ? "" : ", " + note);
        }

        @Override
        public synchronized void close() {
            if (bar != null) {
                bar.close();
            } else if (!terminal && shown.isAfter(began)) {
                err.println(name + ": " + done + " done in " + time(since(began).toSeconds()));
            }
        }

        private Duration since(Instant instant) {
            return Duration.between(instant, clock.instant());
        }
    }

    private static String time(long seconds) {
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 120
                ? String.format(Locale.ROOT, "%d:%02d min", minutes, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d h", minutes / 60, minutes % 60);
    }
}
