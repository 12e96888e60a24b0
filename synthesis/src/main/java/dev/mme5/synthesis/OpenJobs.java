package dev.mme5.synthesis;

import dev.mme5.core.RemoteModelException;
import dev.mme5.synthesis.journal.JournalRecord.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The jobs that are handed in and not collected, and which attempts wait for them. Thread-safe.
final class OpenJobs {
    private static final int MOST_TRIES = 3;

    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Set<Place> open = new HashSet<>();
    private final Map<Place, Caller.Order> waiting = new HashMap<>();
    private final Map<Place, Long> collected = new HashMap<>();
    private final Map<Place, Integer> tries = new HashMap<>();

    /// @param token the run's name for it
    /// @param id the provider's
    /// @param places in the order of the requests
    /// @param began when it was handed in, or when this process learned of it
    record Job(String token, String id, List<Place> places, Instant began) {}

    /// How a call stands.
    ///
    /// @param known whether a job has it, or had it
    /// @param collected where its answer stands, if that is there
    record Standing(boolean known, Optional<Long> collected) {}

    synchronized void open(Job job) {
        jobs.put(job.token(), job);
        open.addAll(job.places());
    }

    synchronized List<Job> open() {
        return List.copyOf(jobs.values());
    }

    synchronized void close(Job job) {
        jobs.remove(job.token());
        open.removeAll(job.places());
    }

    /// A call is wanted. If an open job has it, it will be told when that is collected.
    synchronized Standing await(Caller.Order order) {
        Place place = order.place();
        if (collected.containsKey(place)) {
            return new Standing(true, Optional.of(collected.get(place)));
        }
        if (open.contains(place)) {
            waiting.put(place, order);
            return new Standing(true, Optional.empty());
        }
        return new Standing(false, Optional.empty());
    }

    /// A call will be in a job that is opened next.
    synchronized void expect(Caller.Order order) {
        waiting.put(order.place(), order);
    }

    /// An answer is in the journal.
    ///
    /// @return the call that waits for it; empty if none does yet
    synchronized Optional<Caller.Order> collected(Place place, long where) {
        collected.put(place, where);
        return Optional.ofNullable(waiting.remove(place));
    }

    /// The provider gave nothing for a request.
    ///
    /// @return the call to hand in again, if one waits for it
    /// @throws RemoteModelException if that happened too often
    synchronized Optional<Caller.Order> unanswered(Place place, String reason) {
        if (tries.merge(place, 1, Integer::sum) >= MOST_TRIES) {
            throw new RemoteModelException("row " + place.row() + ": expected an answer within " + MOST_TRIES + " jobs, got none ("
                    + reason + "); the same command tries again");
        }
        return Optional.ofNullable(waiting.remove(place));
    }
}
