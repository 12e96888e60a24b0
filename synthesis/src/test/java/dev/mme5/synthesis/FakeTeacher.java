package dev.mme5.synthesis;

import dev.mme5.core.random.SeededRandom;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.SinglePassRequest;
import dev.mme5.synthesis.teacher.Teacher;
import dev.mme5.synthesis.teacher.TeacherInfo;
import dev.mme5.synthesis.teacher.TeacherReply;
import dev.mme5.synthesis.teacher.Usage;
import dev.mme5.synthesis.teacher.offline.OfflineTeacher;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// Writes what the offline teacher writes, takes a while for it, counts tokens, and now and then refuses or babbles. What it does with
/// a request follows from the request's seed, how long it takes from its own.
final class FakeTeacher implements Teacher {
    private final Teacher offline;
    private final long seed;
    private final int mostMillis;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();

    /// @param seed of the time it takes
    /// @param mostMillis for an answer
    FakeTeacher(Path corpus, long seed, int mostMillis) {
        this.offline = new OfflineTeacher(Runs.concepts(corpus));
        this.seed = seed;
        this.mostMillis = mostMillis;
    }

    int calls() {
        return calls.get();
    }

    int mostInFlight() {
        return mostInFlight.get();
    }

    @Override
    public TeacherInfo info() {
        return new TeacherInfo("fake", "1");
    }

    @Override
    public String fingerprint(SinglePassRequest request) {
        return request.fingerprint(info(), "");
    }

    @Override
    public TeacherReply answer(SinglePassRequest request) throws InterruptedException {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            if (mostMillis > 0) {
                Thread.sleep(SeededRandom.of(seed, request.seed()).nextInt(mostMillis + 1));
            }
            return reply(request);
        } finally {
            inFlight.decrementAndGet();
            calls.incrementAndGet();
        }
    }

    private TeacherReply reply(SinglePassRequest request) throws InterruptedException {
        SeededRandom mood = SeededRandom.of(request.seed(), "mood");
        Usage usage = new Usage(1000 + mood.nextInt(1000), 200 + mood.nextInt(400), 1);
        double what = mood.nextDouble();
        if (what < 0.05) {
            throw AnswerException.refused("I cannot help with that.").counted("I cannot help with that.", usage);
        }
        if (what < 0.1) {
            throw AnswerException.malformed("answer: expected a JSON object, got babble").counted("babble", usage);
        }
        TeacherReply reply = offline.answer(request);
        return new TeacherReply(reply.answer(), reply.raw(), usage);
    }
}
