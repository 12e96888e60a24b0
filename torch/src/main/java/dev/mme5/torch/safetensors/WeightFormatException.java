package dev.mme5.torch.safetensors;

/// A weight file that is not what its format says; whoever provides the file must act. The message reads
/// `<file>: <tensor>: expected X, got Y; what to do`.
public final class WeightFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// An exception with that message.
    public WeightFormatException(String message) {
        super(message);
    }
}
