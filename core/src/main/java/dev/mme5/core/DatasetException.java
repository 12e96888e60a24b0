package dev.mme5.core;

/// A data file is missing or malformed. The owner of the data must act; the message starts with the file and the line.
public final class DatasetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
