package dev.mme5.synthesis.teacher.http;

import dev.mme5.core.RemoteModelException;
import dev.mme5.synthesis.teacher.Retries;
import java.time.Duration;

/// Stops sending to a service that fails again and again, and tries with one call now and then whether it is back. A service that has
/// never answered at all is given up at once: its address will be wrong. Thread-safe.
final class CircuitBreaker {
    private static final Duration PROBE_POLL = Duration.ofMillis(100);

    private final String where;
    private final Retries retries;
    private final Timekeeper time;
    private int failuresInRow;
    private boolean everAnswered;
    private boolean open;
    private boolean probing;
    private long openedAt;
    private long probeAt;
    private long answers;

    CircuitBreaker(String where, Retries retries, Timekeeper time) {
        this.where = where;
        this.retries = retries;
        this.time = time;
    }

    /// Waits until a call may be sent.
    ///
    /// @return whether this call is the one that tries; its outcome must be told in any case
    boolean enter() throws InterruptedException {
        Entry entry = poll();
        while (entry.pause().isPositive()) {
            time.sleep(entry.pause());
            entry = poll();
        }
        return entry.probe();
    }

    private record Entry(Duration pause, boolean probe) {}

    private synchronized Entry poll() {
        if (!open) {
            return new Entry(Duration.ZERO, false);
        }
        long now = time.nanos();
        if (probing) {
            return new Entry(PROBE_POLL, false);
        }
        if (now < probeAt) {
            return new Entry(Duration.ofNanos(probeAt - now), false);
        }
        probing = true;
        return new Entry(Duration.ZERO, true);
    }

    /// The service answered, whatever it said.
    synchronized void answered() {
        failuresInRow = 0;
        everAnswered = true;
        open = false;
        probing = false;
        answers++;
    }

    /// The service failed.
    ///
    /// @param probe what [#enter()] returned
    /// @param answer whether there was an answer at all, such as status 500
    /// @param got what there was, for the message
    /// @throws RemoteModelException if it has stayed away for too long
    synchronized void failed(boolean probe, boolean answer, String got) {
        long now = time.nanos();
        everAnswered |= answer;
        failuresInRow++;
        if (probe) {
            probing = false;
            probeAt = now + retries.breakFor().toNanos();
        } else if (!open && failuresInRow >= retries.breakAfter()) {
            open = true;
            openedAt = now;
            probeAt = now + retries.breakFor().toNanos();
        }
        if (open && !everAnswered) {
            throw new RemoteModelException(
                    where + ": expected an answer, got " + got + "; check the address and whether the service is up");
        }
        if (open && now - openedAt > retries.giveUpAfter().toNanos()) {
            throw new RemoteModelException(where + ": expected an answer, got none for "
                    + Duration.ofNanos(now - openedAt).toSeconds() + " s, in the end " + got + "; go on when the service is back");
        }
    }

    /// The call was given up before there was an outcome.
    synchronized void abandoned(boolean probe) {
        if (probe) {
            probing = false;
        }
    }

    /// How often the service has answered.
    synchronized long answers() {
        return answers;
    }
}
