package dev.mme5.synthesis.teacher;

/// A multimodal model that writes the texts of a row in one single pass, or stands in for one. Thread-safe: a remote one is called
/// from many virtual threads at a time.
public non-sealed interface Teacher extends Answerer {

    /// Answers one request: looks at the pictures, writes, judges what it wrote and revises it. Blocks until the answer is there.
    ///
    /// @throws AnswerException if there is no answer that can be used; the row may be tried again, the run goes on
    /// @throws dev.mme5.core.RemoteModelException if the teacher cannot be reached; the run must stop
    /// @throws InterruptedException if the thread is interrupted; the call is given up at once
    TeacherReply answer(SinglePassRequest request) throws InterruptedException;
}
