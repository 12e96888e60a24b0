package dev.mme5.synthesis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Stands between those who ask and the one who judges. Callers take attempts in any number and bring answers in any order; the judge
/// is given them in the order of the plan, round after round. A row that is refused joins the next round at once, so that callers need
/// not wait for the end of a round. Thread-safe.
///
/// Eight bytes for each attempt: an answer is kept at hand only while few wait for the judge; otherwise its place in the journal is.
final class Rounds {
    private static final int LEAST_AT_HAND = 1024;
    private static final int MOST_AT_HAND = 4096;
    private static final long OPEN = -1;
    private static final long SKIPPED = -2;

    /// The attempts of a round. Round 0 has all rows; a later one grows while the round before it is judged.
    private static final class Round {
        private int[] rows;
        private long[] places;
        private int size;
        private int next;

        Round(int[] rows) {
            this.rows = rows;
            this.places = new long[rows.length];
            this.size = rows.length;
            Arrays.fill(places, OPEN);
        }

        void add(int row) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, Math.max(16, size * 2));
                places = Arrays.copyOf(places, rows.length);
            }
            rows[size] = row;
            places[size] = OPEN;
            size++;
        }
    }

    /// An attempt that is over.
    ///
    /// @param skipped no call was made
    /// @param place in the journal
    /// @param reply null if it must be read from there
    record Done(Ticket ticket, boolean skipped, long place, @Nullable Reply reply) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition answers = lock.newCondition();
    private final List<Round> rounds = new ArrayList<>();
    private final Map<Ticket, Reply> atHand = new HashMap<>();
    private final int atHandAtMost;
    private boolean judgeWaits;
    private boolean over;
    private @Nullable Throwable failure;

    /// @param rows the numbers of the rows to make, in the order they are judged in
    /// @param count of rounds
    /// @param inFlight how many answers may come at once; twice as many are kept at hand, within bounds
    Rounds(int[] rows, int count, int inFlight) {
        atHandAtMost = Math.clamp(2L * inFlight, LEAST_AT_HAND, MOST_AT_HAND);
        rounds.add(new Round(rows));
        for (int i = 1; i < count; i++) {
            rounds.add(new Round(new int[0]));
        }
    }

    /// How many rounds there are at most.
    int count() {
        return rounds.size();
    }

    /// An attempt nobody has taken, of the earliest round; waits while there may be more. Waits also while the judge is behind.
    ///
    /// @return empty when all is over
    Optional<Ticket> take() throws InterruptedException {
        List<Ticket> one = take(1);
        return one.isEmpty() ? Optional.empty() : Optional.of(one.getFirst());
    }

    /// Several such attempts: all there are, up to a bound, once that many are there or the judge can do no more without answers.
    ///
    /// @return none when all is over
    List<Ticket> take(int most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!over && (isJudgeBehind() || !isEnough(most))) {
                work.await();
            }
            List<Ticket> taken = new ArrayList<>();
            for (int round = 0; round < rounds.size() && !over; round++) {
                Round from = rounds.get(round);
                while (from.next < from.size && taken.size() < most) {
                    taken.add(new Ticket(round, from.next, from.rows[from.next]));
                    from.next++;
                }
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private boolean isJudgeBehind() {
        return !judgeWaits && atHand.size() >= atHandAtMost;
    }

    private boolean isEnough(int wanted) {
        int untaken = untaken();
        return untaken >= wanted || untaken > 0 && judgeWaits;
    }

    private int untaken() {
        int untaken = 0;
        for (Round round : rounds) {
            untaken += round.size - round.next;
        }
        return untaken;
    }

    /// Brings what came back.
    ///
    /// @param place in the journal
    void done(Ticket ticket, long place, Reply reply) {
        lock.lock();
        try {
            rounds.get(ticket.round()).places[ticket.index()] = place;
            if (atHand.size() < atHandAtMost) {
                atHand.put(ticket, reply);
            }
            answers.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Says that no call will be made.
    void skip(Ticket ticket) {
        lock.lock();
        try {
            rounds.get(ticket.round()).places[ticket.index()] = SKIPPED;
            answers.signal();
        } finally {
            lock.unlock();
        }
    }

    /// For the judge: the next attempts of a round that are over, in order. Waits for them.
    ///
    /// @param from how many of this round it has had
    /// @param most how many to give at most
    /// @param all whether to wait until there are `most`, or all of the round
    /// @return none at the end of the round
    /// @throws RuntimeException what a caller failed with
    List<Done> next(int round, int from, int most, boolean all) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Round current = rounds.get(round);
            int end = Math.min(current.size, from + most);
            int ready = from;
            while (true) {
                throwFailure();
                while (ready < end && current.places[ready] != OPEN) {
                    ready++;
                }
                if (ready == end || ready > from && !all) {
                    break;
                }
                judgeWaits = true;
                work.signalAll();
                answers.await();
            }
            judgeWaits = false;
            List<Done> done = new ArrayList<>(ready - from);
            for (int index = from; index < ready; index++) {
                Ticket ticket = new Ticket(round, index, current.rows[index]);
                long place = current.places[index];
                done.add(new Done(ticket, place == SKIPPED, place, atHand.remove(ticket)));
            }
            work.signalAll();
            return done;
        } finally {
            lock.unlock();
        }
    }

    private void throwFailure() {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /// For the judge: a row was refused in a round. It joins the next one, if there is one.
    void refused(int round, int row) {
        lock.lock();
        try {
            if (round + 1 < rounds.size()) {
                rounds.get(round + 1).add(row);
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more is to be done: callers are sent home.
    void end() {
        lock.lock();
        try {
            over = true;
            work.signalAll();
            answers.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A caller failed: the judge will throw this, callers are sent home. The first failure counts.
    void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure == null && !over) {
                failure = cause;
            }
            end();
        } finally {
            lock.unlock();
        }
    }
}
