package dev.mme5.synthesis;

import dev.mme5.synthesis.journal.JournalRecord.Call;
import dev.mme5.synthesis.journal.JournalRecord.Place;
import dev.mme5.synthesis.journal.JournalRecord.Result;
import dev.mme5.synthesis.journal.JournalRecord.Reused;
import dev.mme5.synthesis.journal.Recorded;
import dev.mme5.synthesis.journal.RequestKey;
import dev.mme5.synthesis.plan.PlannedRow;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.teacher.Answerer;
import dev.mme5.synthesis.teacher.Prices;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What every call begins and ends with: is the answer recorded already? and record what came back. Called by many threads at a time.
final class Caller {
    private final Planner planner;
    private final Answerer teacher;
    private final Prices prices;
    private final RunState state;

    Caller(Planner planner, Answerer teacher, Prices prices, RunState state) {
        this.planner = planner;
        this.teacher = teacher;
        this.prices = prices;
        this.state = state;
    }

    /// A call to be made.
    record Order(Ticket ticket, PlannedRow row, String fingerprint) {
        SinglePassRequest request() {
            return SinglePassRequest.of(row);
        }

        Place place() {
            return new Place(row.number(), row.attempt(), fingerprint);
        }
    }

    /// Gets an attempt ready. One whose answer is recorded is settled with [Rounds] at once.
    ///
    /// @return the call that must be made, if any
    Optional<Order> prepare(Ticket ticket) {
        Recorded recorded = state.journal().recorded();
        PlannedRow row = planner.row(ticket.row(), ticket.round());
        Order order = new Order(ticket, row, teacher.fingerprint(SinglePassRequest.of(row)));
        OptionalLong place = recorded.find(ticket.row(), ticket.round(), order.fingerprint());
        if (place.isPresent()) {
            reuse(order, place.getAsLong());
            return Optional.empty();
        }
        return Optional.of(order);
    }

    private void reuse(Order order, long place) {
        if (!state.journal().recorded().isLatest(order.row().number(), order.row().attempt(), place)) {
            state.journal().append(new Reused(order.row().number(), order.row().attempt(), order.fingerprint()));
        }
        state.meter().reused();
        state.rounds().done(order.ticket(), place, Reply.of(order.row(), state.journal().read(place)));
    }

    /// A call that is in the journal.
    record Kept(long place, Call call) {}

    /// Puts what came back into the journal, before anybody sees it.
    Kept keep(Order order, Result result, Instant began) {
        return keep(order.place(), RequestKey.of(order.request()), result, began);
    }

    /// The same for a call of an earlier process, which may not be wanted any more since the recipe has changed.
    Kept keep(Place place, Result result, Instant began) {
        return keep(place, key(place), result, began);
    }

    private String key(Place place) {
        return request(place).map(RequestKey::of).orElse("");
    }

    /// The requests at these places, if the recipe still asks the same at all of them.
    Optional<List<SinglePassRequest>> requests(List<Place> places) {
        List<SinglePassRequest> requests = places.stream().flatMap(place -> request(place).stream()).toList();
        return requests.size() == places.size() ? Optional.of(requests) : Optional.empty();
    }

    private Optional<SinglePassRequest> request(Place place) {
        if (place.row() >= planner.size()) {
            return Optional.empty();
        }
        SinglePassRequest request = SinglePassRequest.of(planner.row(place.row(), place.attempt()));
        return Optional.of(request).filter(same -> teacher.fingerprint(same).equals(place.request()));
    }

    private Kept keep(Place place, String key, Result result, Instant began) {
        Instant now = state.clock().instant();
        Call call = new Call(place.row(), place.attempt(), place.request(), key, now.toEpochMilli(),
                Math.max(0, Duration.between(began, now).toMillis()), prices.usd(result.usage()), result);
        try {
            return new Kept(state.journal().append(call), call);
        } finally {
            state.spending().end(result.usage(), call.usd());
            state.meter().asked(call.millis());
        }
    }
}
