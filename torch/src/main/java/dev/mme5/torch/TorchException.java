package dev.mme5.torch;

/// An operation that libtorch refused; the message names the operation, the types and shapes of its operands and libtorch's
/// reason. It is a mistake of the calling code, or of the weights it was given.
public final class TorchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception with that message and libtorch's own exception, if there is one, as its cause.
    public TorchException(String message, Throwable cause) {
        super(message, cause);
    }
}
