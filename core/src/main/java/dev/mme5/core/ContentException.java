package dev.mme5.core;

/// A content cannot be used: its picture is missing or broken, or the model does not take its kind. The owner of the data must act.
/// Loses nothing: the other contents are unharmed and can be tried again without it.
public final class ContentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int index;

    /// @param index which content of the call, from 0
    /// @param message `<where>: expected <this>, got <that>; <what to do>`
    public ContentException(int index, String message, Throwable cause) {
        super(message, cause);
        this.index = index;
    }

    public ContentException(int index, String message) {
        super(message);
        this.index = index;
    }

    /// Which content of the call failed, from 0.
    public int index() {
        return index;
    }
}
