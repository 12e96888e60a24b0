package dev.mme5.core;

/// A model folder cannot be used: a file, a key or a weight is missing, left over or of the wrong shape. The owner of the model must act.
public final class ModelFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelFormatException(String message) {
        super(message);
    }

    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
