package dev.mme5.synthesis.teacher.http;

/// A service refused one request for good, or kept failing at it. Whoever asked decides whether that is the request's fault.
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The status of a request that has no answer.
    public static final int NO_ANSWER = 0;

    private final int status;
    private final String code;

    /// @param status of the answer, or [#NO_ANSWER]
    /// @param code the service's word for the error, empty if it has none
    ApiException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /// The status of the answer, or [#NO_ANSWER].
    public int status() {
        return status;
    }

    /// The service's word for the error, such as `content_policy_violation`; empty if it has none.
    public String code() {
        return code;
    }
}
