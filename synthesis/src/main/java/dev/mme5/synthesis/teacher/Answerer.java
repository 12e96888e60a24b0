package dev.mme5.synthesis.teacher;

/// Whoever answers requests: a [Teacher] while one waits, a [BatchTeacher] in jobs. Thread-safe.
public sealed interface Answerer extends AutoCloseable permits Teacher, BatchTeacher {

    TeacherInfo info();

    /// Names all that an answer to this request depends on: model, prompt, settings, pictures, texts asked for, seed. An answer that
    /// was kept under this name need not be asked for again.
    ///
    /// @return lower-case hexadecimal; the same on every machine
    String fingerprint(SinglePassRequest request);

    /// Lets go of connections. Calls that are in flight may fail.
    @Override
    default void close() {}
}
