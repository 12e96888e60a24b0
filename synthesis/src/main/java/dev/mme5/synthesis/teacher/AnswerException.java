package dev.mme5.synthesis.teacher;

/// A teacher's answer to one request cannot be used: it breaks the protocol, or it is a refusal. Nobody needs to act; the row is
/// drawn again and the reason is counted.
public final class AnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Why an answer cannot be used.
    public enum Reason {
        /// It is not what the protocol asks for.
        MALFORMED,
        /// The teacher says that it cannot or will not answer.
        REFUSED
    }

    private final Reason reason;

    private AnswerException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// @param message `<where>: expected <this>, got <that>`
    public static AnswerException malformed(String message) {
        return new AnswerException(Reason.MALFORMED, message);
    }

    /// @param message what the teacher says
    public static AnswerException refused(String message) {
        return new AnswerException(Reason.REFUSED, message);
    }

    public Reason reason() {
        return reason;
    }
}
