package dev.mme5.synthesis;

import dev.mme5.synthesis.journal.Journal;
import dev.mme5.synthesis.journal.JournalRecord.Call;
import dev.mme5.synthesis.journal.JournalRecord.Result;
import dev.mme5.synthesis.journal.JournalRecord.Reused;
import dev.mme5.synthesis.journal.Recorded;
import dev.mme5.synthesis.journal.RequestKey;
import dev.mme5.synthesis.plan.PlannedRow;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.Prices;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherReply;
import dev.mme5.synthesis.teacher.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/// Makes one attempt: uses the answer that is recorded, or asks for one and records it. Called by many threads at a time.
final class Caller {
    private final Planner planner;
    private final Teacher teacher;
    private final Prices prices;
    private final RunState state;

    Caller(Planner planner, Teacher teacher, Prices prices, RunState state) {
        this.planner = planner;
        this.teacher = teacher;
        this.prices = prices;
        this.state = state;
    }

    /// Makes an attempt and tells [Rounds] what came of it.
    ///
    /// @throws dev.mme5.core.RemoteModelException if the teacher cannot be reached
    void make(Ticket ticket) throws InterruptedException {
        Recorded recorded = state.journal().recorded();
        if (state.spending().isStopped() && !recorded.has(ticket.row(), ticket.round())) {
            state.rounds().skip(ticket);
            return;
        }
        PlannedRow row = planner.row(ticket.row(), ticket.round());
        SinglePassRequest request = SinglePassRequest.of(row);
        String fingerprint = teacher.fingerprint(request);
        OptionalLong place = recorded.find(ticket.row(), ticket.round(), fingerprint);
        if (place.isPresent()) {
            reuse(ticket, row, place.getAsLong());
        } else if (state.spending().begin()) {
            ask(ticket, row, fingerprint);
        } else {
            state.rounds().skip(ticket);
        }
    }

    private void reuse(Ticket ticket, PlannedRow row, long place) {
        Call call = state.journal().read(place);
        if (!state.journal().recorded().isLatest(ticket.row(), ticket.round(), place)) {
            state.journal().append(new Reused(ticket.row(), ticket.round(), call.request()));
        }
        state.meter().reused();
        state.rounds().done(ticket, place, Reply.of(row, call));
    }

    private void ask(Ticket ticket, PlannedRow row, String fingerprint) throws InterruptedException {
        SinglePassRequest request = SinglePassRequest.of(row);
        Instant began = state.clock().instant();
        boolean answered = false;
        try {
            try {
                TeacherReply reply = teacher.answer(request);
                Call call = call(row, fingerprint, began, new Result.Answer(reply.raw(), reply.usage()));
                answered = true;
                keep(ticket, call, Reply.of(row, call, reply.answer()));
            } catch (AnswerException e) {
                Call call = call(row, fingerprint, began, Result.Failure.of(e));
                answered = true;
                keep(ticket, call, Reply.of(row, call));
            }
        } finally {
            if (!answered) {
                state.spending().abandon();
            }
        }
    }

    private Call call(PlannedRow row, String fingerprint, Instant began, Result result) {
        Instant now = state.clock().instant();
        Usage usage = result.usage();
        return new Call(row.number(), row.attempt(), fingerprint, RequestKey.of(SinglePassRequest.of(row)), now.toEpochMilli(),
                Duration.between(began, now).toMillis(), prices.usd(usage), result);
    }

    private void keep(Ticket ticket, Call call, Reply reply) {
        long place = state.journal().append(call);
        state.spending().end(call.result().usage(), call.usd());
        state.meter().asked(call.millis());
        state.rounds().done(ticket, place, reply);
    }
}
