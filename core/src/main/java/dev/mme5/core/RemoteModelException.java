package dev.mme5.core;

/// A remote service did not answer as it must. The user checks the service, or tries again later.
public final class RemoteModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RemoteModelException(String message) {
        super(message);
    }

    public RemoteModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
