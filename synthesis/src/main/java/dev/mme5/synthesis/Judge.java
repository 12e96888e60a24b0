package dev.mme5.synthesis;

import dev.mme5.core.Example;
import dev.mme5.core.Thinking;
import dev.mme5.core.Verdict;
import dev.mme5.synthesis.Rounds.Done;
import dev.mme5.synthesis.plan.PlannedRow;
import dev.mme5.synthesis.plan.Planner;
import dev.mme5.synthesis.quality.Candidate;
import dev.mme5.synthesis.quality.Gates;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.SinglePassAnswer;
import dev.mme5.synthesis.teacher.TeacherInfo;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Passes answers through the gates in the order of the plan, one thread alone, whatever the order they came in: the same answers give
/// the same rows.
final class Judge {
    /// Where gates embed, blocks are whole and begin at the same rows whatever the timing.
    private static final int BLOCK = 256;

    private final Planner planner;
    private final TeacherInfo teacher;
    private final Gates gates;
    private final RunState state;
    private final Sink sink;

    /// Takes verdicts, in order.
    interface Sink {
        void kept(Reply reply, Example example);

        /// @param texts what the teacher wrote, unless it gave nothing that could be read
        void refused(Reply reply, Verdict.Rejected verdict, Optional<Thinking.Draft> texts);
    }

    Judge(Planner planner, TeacherInfo teacher, Gates gates, RunState state, Sink sink) {
        this.planner = planner;
        this.teacher = teacher;
        this.gates = gates;
        this.state = state;
        this.sink = sink;
    }

    /// Judges all rounds to their end.
    ///
    /// @throws RuntimeException what a caller failed with
    void judge() throws InterruptedException {
        for (int round = 0; round < state.rounds().count(); round++) {
            int from = 0;
            for (List<Done> block = next(round, from); !block.isEmpty(); block = next(round, from)) {
                from += block.size();
                judge(block);
            }
            if (from == 0) {
                return;
            }
        }
    }

    private List<Done> next(int round, int from) throws InterruptedException {
        return state.rounds().next(round, from, BLOCK, gates.inBlocks());
    }

    private void judge(List<Done> block) {
        List<Reply> replies = block.stream().filter(done -> !done.skipped()).map(this::reply).toList();
        List<Candidate> candidates = replies.stream().flatMap(reply -> candidate(reply).stream()).toList();
        Iterator<Candidate> judged = candidates.iterator();
        Iterator<Verdict> verdicts = gates.judgeAll(candidates).iterator();
        for (Reply reply : replies) {
            switch (reply.said()) {
                case Reply.Said.Answer(SinglePassAnswer answer) ->
                        settle(reply, verdicts.next(), judged.next().example(), Optional.of(answer.revised()));
                case Reply.Said.Nothing(AnswerException.Reason reason, String message) ->
                        refuse(reply, new Verdict.Rejected("teacher-" + word(reason), message), Optional.empty());
            }
        }
    }

    private Reply reply(Done done) {
        if (done.reply() != null) {
            return done.reply();
        }
        PlannedRow row = planner.row(done.ticket().row(), done.ticket().round());
        return Reply.of(row, state.journal().read(done.place()));
    }

    private Optional<Candidate> candidate(Reply reply) {
        return reply.said() instanceof Reply.Said.Answer(SinglePassAnswer answer)
                ? Optional.of(new Candidate(reply.row().kind(), Examples.texts(reply.row(), answer), Examples.of(reply.row(), answer, teacher)))
                : Optional.empty();
    }

    private void settle(Reply reply, Verdict verdict, Example example, Optional<Thinking.Draft> texts) {
        switch (verdict) {
            case Verdict.Accepted() -> sink.kept(reply, example);
            case Verdict.Rejected rejected -> refuse(reply, rejected, texts);
        }
    }

    private void refuse(Reply reply, Verdict.Rejected verdict, Optional<Thinking.Draft> texts) {
        state.rounds().refused(reply.row().attempt(), reply.row().number());
        sink.refused(reply, verdict, texts);
    }

    private static String word(AnswerException.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
