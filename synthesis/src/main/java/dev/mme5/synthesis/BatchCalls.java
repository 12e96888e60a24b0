package dev.mme5.synthesis;

import dev.mme5.core.RemoteModelException;
import dev.mme5.synthesis.journal.JournalRecord.Closed;
import dev.mme5.synthesis.journal.JournalRecord.Place;
import dev.mme5.synthesis.journal.JournalRecord.Result;
import dev.mme5.synthesis.journal.JournalRecord.Submitted;
import dev.mme5.synthesis.journal.JournalRecord.Submitting;
import dev.mme5.synthesis.journal.Recorded.OpenJob;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.BatchResult;
import dev.mme5.synthesis.teacher.BatchStatus;
import dev.mme5.synthesis.teacher.BatchTeacher;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.TeacherReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks a teacher that takes jobs: one thread hands them in, one asks how far they are and collects. The journal knows each job before
/// and after it is handed in, so that another process goes on waiting for it instead of handing it in again.
final class BatchCalls implements Calls {
    private static final long SECONDS_TO_FINISH = 20;

    private final Caller caller;
    private final BatchTeacher teacher;
    private final RunState state;
    private final RunSpec.Batches spec;
    private final OpenJobs jobs = new OpenJobs();
    private final AtomicInteger tokens = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("batch-", 0).factory());

    BatchCalls(Caller caller, BatchTeacher teacher, RunState state, RunSpec spec) {
        this.caller = caller;
        this.teacher = teacher;
        this.state = state;
        this.spec = spec.batches().orElse(RunSpec.Batches.DEFAULT);
    }

    /// A piece of work that may be given up.
    private interface Work {
        void run() throws InterruptedException;
    }

    /// @param inFlight does not matter: a job is as large as the recipe says
    @Override
    public void start(int inFlight) {
        threads.execute(() -> guarded(() -> {
            for (OpenJob open : state.journal().recorded().openJobs()) {
                goOnWith(open);
            }
            threads.execute(() -> guarded(this::collectAll));
            handInAll();
        }));
    }

    /// A job of an earlier process. One that was being handed in when the process died is handed in once more with the very same
    /// requests: a teacher knows it by them if it had arrived.
    private void goOnWith(OpenJob open) throws InterruptedException {
        String token = open.submitting().token();
        List<Place> places = open.submitting().places();
        Optional<String> job = open.job();
        if (job.isEmpty()) {
            Optional<List<SinglePassRequest>> requests = caller.requests(places);
            if (requests.isEmpty()) {
                state.journal().append(new Closed(token)); // the recipe has changed: nobody wants it
                return;
            }
            job = Optional.of(teacher.submit(requests.get()));
            state.journal().append(new Submitted(token, job.get()));
        }
        state.spending().underWay(places.size());
        jobs.open(new OpenJobs.Job(token, job.get(), places, state.clock().instant()));
    }

    private void guarded(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            state.rounds().fail(e);
        }
    }

    private void handInAll() throws InterruptedException {
        List<Ticket> tickets = state.rounds().take(spec.rows());
        while (!tickets.isEmpty()) {
            List<Caller.Order> job = new ArrayList<>();
            for (Ticket ticket : tickets) {
                for (Caller.Order order : caller.prepare(ticket).stream().toList()) {
                    if (!settledByOpenJob(order)) {
                        job = withRoom(job);
                        addIfAllowed(order, job);
                    }
                }
            }
            handIn(job);
            tickets = state.rounds().take(spec.rows());
        }
    }

    private boolean settledByOpenJob(Caller.Order order) {
        OpenJobs.Standing standing = jobs.await(order);
        standing.collected().ifPresent(place -> state.rounds().done(order.ticket(), place, Reply.of(order.row(), state.journal().read(place))));
        return standing.known();
    }

    /// Hands in what there is where the next call may only begin after that has been answered.
    private List<Caller.Order> withRoom(List<Caller.Order> job) throws InterruptedException {
        if (job.isEmpty() || state.spending().isDecided()) {
            return job;
        }
        handIn(job);
        return new ArrayList<>();
    }

    private void addIfAllowed(Caller.Order order, List<Caller.Order> job) throws InterruptedException {
        if (state.spending().begin()) {
            job.add(order);
        } else {
            state.rounds().skip(order.ticket());
        }
    }

    private void handIn(List<Caller.Order> orders) throws InterruptedException {
        if (orders.isEmpty()) {
            return;
        }
        String token = state.clock().millis() + "-" + tokens.incrementAndGet();
        List<Place> places = orders.stream().map(Caller.Order::place).toList();
        state.journal().append(new Submitting(token, places));
        try {
            String job = teacher.submit(orders.stream().map(Caller.Order::request).toList());
            state.journal().append(new Submitted(token, job));
            orders.forEach(jobs::expect);
            jobs.open(new OpenJobs.Job(token, job, places, state.clock().instant()));
        } catch (AnswerException e) {
            state.journal().append(new Closed(token));
            withoutTheBroken(orders, e);
        }
    }

    /// One request cannot be put into a job: the others are handed in without it.
    private void withoutTheBroken(List<Caller.Order> orders, AnswerException failure) throws InterruptedException {
        if (orders.size() == 1) {
            Caller.Order broken = orders.getFirst();
            Caller.Kept kept = caller.keep(broken, Result.Failure.of(failure), state.clock().instant());
            state.rounds().done(broken.ticket(), kept.place(), Reply.of(broken.row(), kept.call()));
            return;
        }
        handIn(orders.subList(0, orders.size() / 2));
        handIn(orders.subList(orders.size() / 2, orders.size()));
    }

    private void collectAll() throws InterruptedException {
        do {
            for (OpenJobs.Job job : jobs.open()) {
                BatchStatus status = teacher.poll(job.id());
                switch (status.state()) {
                    case RUNNING -> {}
                    case ENDED -> collect(job);
                    case FAILED -> {
                        state.journal().append(new Closed(job.token()));
                        throw new RemoteModelException("job " + job.id() + ": expected answers, got a refusal of the whole job ("
                                + status.message() + "); the same command hands its rows in again");
                    }
                }
            }
        } while (!closed.await(spec.pollEvery().toMillis(), TimeUnit.MILLISECONDS));
    }

    private void collect(OpenJobs.Job job) throws InterruptedException {
        boolean[] answered = new boolean[job.places().size()];
        List<Caller.Order> again = new ArrayList<>();
        for (BatchResult result : teacher.collect(job.id())) {
            Place place = job.places().get(result.index());
            answered[result.index()] = true;
            switch (result) {
                case BatchResult.Answered(int index, TeacherReply reply) -> keep(place, new Result.Answer(reply.raw(), reply.usage()), job);
                case BatchResult.Unusable(int index, AnswerException failure) -> keep(place, Result.Failure.of(failure), job);
                case BatchResult.Unanswered(int index, String reason) -> again.addAll(unanswered(place, reason));
            }
        }
        for (int index = 0; index < answered.length; index++) {
            if (!answered[index]) {
                again.addAll(unanswered(job.places().get(index), "it was not tried in time"));
            }
        }
        state.journal().append(new Closed(job.token()));
        jobs.close(job);
        handIn(again);
    }

    private void keep(Place place, Result result, OpenJobs.Job job) {
        if (state.journal().recorded().find(place.row(), place.attempt(), place.request()).isPresent()) {
            state.spending().abandon(1); // a process that died while it collected has kept it, and counted what it cost
            return;
        }
        Caller.Kept kept = caller.keep(place, result, job.began());
        jobs.collected(place, kept.place()).ifPresent(order ->
                state.rounds().done(order.ticket(), kept.place(), Reply.of(order.row(), kept.call())));
    }

    private List<Caller.Order> unanswered(Place place, String reason) {
        Optional<Caller.Order> again = jobs.unanswered(place, reason);
        if (again.isEmpty()) {
            state.spending().abandon(1); // nobody wants it yet; whoever does begins anew
        }
        return again.stream().toList();
    }

    /// Hands nothing more in; jobs go on at the provider, and the next process collects them.
    @Override
    public void close() {
        state.rounds().end();
        closed.countDown();
        threads.shutdown();
        boolean interrupted = Thread.interrupted();
        try {
            if (!threads.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
