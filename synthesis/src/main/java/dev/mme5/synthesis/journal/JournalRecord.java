package dev.mme5.synthesis.journal;

import dev.mme5.synthesis.teacher.AnswerException;
import dev.mme5.synthesis.teacher.TeacherInfo;
import dev.mme5.synthesis.teacher.Usage;
import java.util.List;

/// A line of the journal. Times are milliseconds since 1970.
public sealed interface JournalRecord {

    /// A process began to work on the run.
    ///
    /// @param recipe as YAML, all overrides in it
    record Session(long at, TeacherInfo teacher, String recipe) implements JournalRecord {}

    /// A call that came back.
    ///
    /// @param row the planned row's number
    /// @param request [dev.mme5.synthesis.teacher.Answerer#fingerprint]: the answer may be used again for this request only
    /// @param key [RequestKey]: what a replay looks for
    /// @param at when it came back
    /// @param millis how long it took
    /// @param usd what it cost at the prices of that day
    record Call(int row, int attempt, String request, String key, long at, long millis, double usd, Result result)
            implements JournalRecord {}

    /// From here on an older answer counts again, since the request is again what it was then.
    record Reused(int row, int attempt, String request) implements JournalRecord {}

    /// A job of requests is about to be handed in.
    ///
    /// @param token the run's own name for it
    record Submitting(String token, List<Place> places) implements JournalRecord {
        public Submitting {
            places = List.copyOf(places);
        }
    }

    /// The provider took a job.
    ///
    /// @param job the provider's name for it
    record Submitted(String token, String job) implements JournalRecord {}

    /// A job needs no more attention: its answers stand above, or it was dropped.
    record Closed(String token) implements JournalRecord {}

    /// A request's place in the plan.
    record Place(int row, int attempt, String request) {}

    /// What came back.
    sealed interface Result {

        /// The text as the model wrote it; empty if there is none.
        String raw();

        Usage usage();

        /// A text that the protocol's parser reads.
        record Answer(String raw, Usage usage) implements Result {}

        /// No answer that can be used.
        record Failure(AnswerException.Reason reason, String message, String raw, Usage usage) implements Result {

            private static final int KEPT_CHARACTERS = 20_000;

            /// What is too long to be read by anybody is cut.
            public static Failure of(AnswerException failure) {
                return new Failure(
                        failure.reason(), cut(String.valueOf(failure.getMessage())), cut(failure.raw()), failure.usage());
            }

            private static String cut(String text) {
                return text.length() <= KEPT_CHARACTERS ? text : text.substring(0, KEPT_CHARACTERS) + "…";
            }

            /// The same to be thrown.
            public AnswerException exception() {
                return AnswerException.of(reason, message).counted(raw, usage);
            }
        }
    }
}
