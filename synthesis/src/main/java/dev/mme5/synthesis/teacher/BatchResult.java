package dev.mme5.synthesis.teacher;

/// What became of one request of a job.
public sealed interface BatchResult {

    /// The request's place in the list that was submitted, from 0.
    int index();

    /// An answer that could be read.
    record Answered(int index, TeacherReply reply) implements BatchResult {}

    /// An answer that cannot be used; its usage is counted.
    record Unusable(int index, AnswerException failure) implements BatchResult {}

    /// No answer, for a reason that lies with the provider; the same request may be submitted again.
    ///
    /// @param reason what the provider says
    record Unanswered(int index, String reason) implements BatchResult {}
}
