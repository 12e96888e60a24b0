package dev.mme5.synthesis;

import dev.mme5.synthesis.journal.JournalRecord.Call;
import dev.mme5.synthesis.journal.JournalRecord.Result;
import dev.mme5.synthesis.plan.PlannedRow;
import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.SinglePassAnswer;
import dev.mme5.synthesis.teacher.SinglePassProtocol;
import dev.mme5.synthesis.teacher.Usage;

/// What came back for a row's attempt, ready to be judged.
///
/// @param usd what it cost
/// @param millis how long it took
record Reply(PlannedRow row, Said said, Usage usage, double usd, long millis) {

    /// What the teacher said.
    sealed interface Said {

        record Answer(SinglePassAnswer answer) implements Said {}

        record Nothing(AnswerException.Reason reason, String message) implements Said {}
    }

    /// Reads a call again, as it stands in the journal.
    static Reply of(PlannedRow row, Call call) {
        return new Reply(row, said(row, call.result()), call.result().usage(), call.usd(), call.millis());
    }

    /// Of an answer that was read already.
    static Reply of(PlannedRow row, Call call, SinglePassAnswer answer) {
        return new Reply(row, new Said.Answer(answer), call.result().usage(), call.usd(), call.millis());
    }

    private static Said said(PlannedRow row, Result result) {
        return switch (result) {
            case Result.Answer(String raw, Usage usage) -> parsed(row, raw);
            case Result.Failure failure -> new Said.Nothing(failure.reason(), failure.message());
        };
    }

    private static Said parsed(PlannedRow row, String raw) {
        try {
            return new Said.Answer(SinglePassProtocol.parse(raw, row.roles(), row.id()));
        } catch (AnswerException e) {
            return new Said.Nothing(e.reason(), String.valueOf(e.getMessage()));
        }
    }
}
