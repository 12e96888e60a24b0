package dev.mme5.synthesis.journal;

import dev.mme5.synthesis.journal.JournalRecord.Call;
import dev.mme5.synthesis.journal.JournalRecord.Closed;
import dev.mme5.synthesis.journal.JournalRecord.Reused;
import dev.mme5.synthesis.journal.JournalRecord.Session;
import dev.mme5.synthesis.journal.JournalRecord.Submitted;
import dev.mme5.synthesis.journal.JournalRecord.Submitting;
import dev.mme5.synthesis.teacher.Usage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// What a journal held when it was opened: where each answer stands, not the answers. Does not change afterwards; thread-safe then.
///
/// About a hundred bytes for each call.
public final class Recorded implements JournalReader.Visitor {

    /// The answer that counts for a row's attempt.
    private record Latest(long offset, long request) {}

    /// An answer to a request that a row's attempt once was.
    private record Older(long place, long request) {}

    /// A job whose answers were not collected.
    ///
    /// @param job the provider's name for it; empty if the process died while handing it in
    public record OpenJob(Submitting submitting, Optional<String> job) {}

    private final Map<Long, Latest> latest = new HashMap<>();
    private final Map<Older, Long> older = new HashMap<>();
    private final Map<String, OpenJob> jobs = new LinkedHashMap<>();
    private Optional<Session> session = Optional.empty();
    private Usage usage = Usage.NONE;
    private double usd;
    private int calls;
    private int damaged;

    Recorded() {}

    @Override
    public void record(long offset, JournalRecord record) {
        switch (record) {
            case Session begun -> session = Optional.of(begun);
            case Call call -> {
                calls++;
                usage = usage.plus(call.result().usage());
                usd += call.usd();
                put(place(call.row(), call.attempt()), new Latest(offset, short64(call.request())));
            }
            case Reused(int row, int attempt, String request) -> find(row, attempt, request).ifPresent(again ->
                    put(place(row, attempt), new Latest(again, short64(request))));
            case Submitting submitting -> jobs.put(submitting.token(), new OpenJob(submitting, Optional.empty()));
            case Submitted(String token, String job) ->
                    jobs.computeIfPresent(token, (same, open) -> new OpenJob(open.submitting(), Optional.of(job)));
            case Closed(String token) -> jobs.remove(token);
        }
    }

    private void put(long place, Latest now) {
        @Nullable Latest before = latest.put(place, now);
        if (before != null && before.request() != now.request()) {
            older.put(new Older(place, before.request()), before.offset());
        }
    }

    void damaged(int lines) {
        damaged = lines;
    }

    /// Where the answer to a request of a row's attempt stands.
    public OptionalLong find(int row, int attempt, String request) {
        long place = place(row, attempt);
        @Nullable Latest newest = latest.get(place);
        if (newest == null) {
            return OptionalLong.empty();
        }
        if (newest.request() == short64(request)) {
            return OptionalLong.of(newest.offset());
        }
        @Nullable Long offset = older.get(new Older(place, short64(request)));
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /// Whether there is any answer for a row's attempt, whatever the request was.
    public boolean has(int row, int attempt) {
        return latest.containsKey(place(row, attempt));
    }

    /// Whether an answer is the one that counts for its row's attempt.
    public boolean isLatest(int row, int attempt, long offset) {
        @Nullable Latest newest = latest.get(place(row, attempt));
        return newest != null && newest.offset() == offset;
    }

    /// Takes a row's attempt.
    @FunctionalInterface
    public interface PlaceVisitor {
        void place(int row, int attempt);
    }

    /// Every row's attempt that has an answer.
    public void forEach(PlaceVisitor visitor) {
        latest.keySet().forEach(place -> visitor.place((int) (place >>> 16), (int) (place & 0xFFFF)));
    }

    /// Where the answers stand that count.
    void forEachLatest(LongConsumer offsets) {
        latest.values().forEach(answer -> offsets.accept(answer.offset()));
    }

    /// How many rows' attempts have an answer.
    public int size() {
        return latest.size();
    }

    /// The last process that worked on the run.
    public Optional<Session> session() {
        return session;
    }

    /// Jobs that were handed in and not collected.
    public List<OpenJob> openJobs() {
        return List.copyOf(jobs.values());
    }

    /// What all calls took, also those whose answers are not used any more.
    public Usage usage() {
        return usage;
    }

    /// What all calls cost, in US dollars.
    public double usd() {
        return usd;
    }

    /// All calls.
    public int calls() {
        return calls;
    }

    /// Lines that were no records; their calls are asked again.
    public int damaged() {
        return damaged;
    }

    private static long place(int row, int attempt) {
        return (long) row << 16 | attempt;
    }

    /// 64 bits of a fingerprint (FNV-1a): enough to tell the few requests of one row's attempt apart.
    private static long short64(String request) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < request.length(); i++) {
            hash = (hash ^ request.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
