package dev.mme5.synthesis.teacher;

/// A teacher's answer to one request cannot be used: it breaks the protocol, or it is a refusal. Nobody needs to act; the row is
/// drawn again and the reason is counted.
public final class AnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Why an answer cannot be used.
    public enum Reason {
        /// It is not what the protocol asks for.
        MALFORMED,
        /// The teacher says that it cannot or will not answer, or the provider's filter kept the answer back.
        REFUSED,
        /// It ends before its end: the limit on tokens was reached.
        TRUNCATED,
        /// A picture of the request cannot be shown to the teacher.
        UNREADABLE_PICTURE,
        /// The service refused this very request, or never answered it, while it answered others.
        UNANSWERED
    }

    private final Reason reason;
    private final String raw;
    private final transient Usage usage;

    private AnswerException(Reason reason, String message, String raw, Usage usage) {
        super(message);
        this.reason = reason;
        this.raw = raw;
        this.usage = usage;
    }

    /// @param message `<where>: expected <this>, got <that>`
    public static AnswerException malformed(String message) {
        return of(Reason.MALFORMED, message);
    }

    /// @param message what the teacher says
    public static AnswerException refused(String message) {
        return of(Reason.REFUSED, message);
    }

    /// @param message `<where>: expected <this>, got <that>`
    public static AnswerException of(Reason reason, String message) {
        return new AnswerException(reason, message, "", Usage.NONE);
    }

    /// The same with what the model wrote and what it took.
    public AnswerException counted(String raw, Usage usage) {
        AnswerException counted = new AnswerException(reason, getMessage(), raw, usage);
        counted.setStackTrace(getStackTrace());
        return counted;
    }

    public Reason reason() {
        return reason;
    }

    /// The text as the model wrote it; empty if there is none.
    public String raw() {
        return raw;
    }

    /// What the answer took.
    public Usage usage() {
        return usage;
    }
}
