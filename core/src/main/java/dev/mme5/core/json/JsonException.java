package dev.mme5.core.json;

/// A text is not the JSON that was expected. The owner of the text must act; the message starts with the place.
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String detail;

    /// @param where file, or file and line
    /// @param detail the rest of the message: `<key path>: expected <this>, got <that>`
    public JsonException(String where, String detail) {
        super(where + ": " + detail);
        this.detail = detail;
    }

    public JsonException(String where, String detail, Throwable cause) {
        super(where + ": " + detail, cause);
        this.detail = detail;
    }

    /// The message without the place, for those who carry the place themselves.
    public String detail() {
        return detail;
    }
}
