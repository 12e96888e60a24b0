package dev.mme5.synthesis.teacher;

/// A multimodal model that writes the texts of a row in one single pass, or stands in for one. Thread-safe.
public interface Teacher {

    TeacherInfo info();

    /// Answers one request: looks at the pictures, writes, judges what it wrote and revises it.
    ///
    /// @throws AnswerException if there is no answer that can be used; the row may be tried again, the run goes on
    /// @throws dev.mme5.core.RemoteModelException if the teacher cannot be reached; the run must stop
    SinglePassAnswer answer(SinglePassRequest request);
}
