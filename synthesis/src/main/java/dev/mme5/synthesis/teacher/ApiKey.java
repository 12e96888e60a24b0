package dev.mme5.synthesis.teacher;

/// A service's key. It never shows itself: not as text, not in an error, and not where a service sends it back.
public final class ApiKey {
    /// What stands in the key's place.
    public static final String HIDDEN = "***";

    /// What stands for the key in a recipe's headers.
    public static final String PLACE = "{key}";

    /// What is shorter keeps no secret, such as the `EMPTY` of a server of one's own, and may be any word of an answer.
    private static final int SHORTEST_SECRET = 8;

    private final String variable;
    private final String value;

    /// @param variable the environment variable it was read from, which messages name
    /// @throws IllegalArgumentException if the key is empty or holds what no header may hold
    public ApiKey(String variable, String value) {
        if (value.isBlank() || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("environment variable " + variable
                    + ": expected a key of visible ASCII characters, got " + (value.isBlank() ? "none" : "others") + "; set it anew");
        }
        this.variable = variable;
        this.value = value;
    }

    /// The environment variable it was read from.
    public String variable() {
        return variable;
    }

    /// The value of the header `Authorization`.
    public String authorization() {
        return "Bearer " + value;
    }

    /// The value of another header that carries the key.
    ///
    /// @param pattern with [#PLACE] where the key belongs
    public String in(String pattern) {
        return pattern.replace(PLACE, value);
    }

    /// A text without the key.
    public String hideIn(String text) {
        return value.length() >= SHORTEST_SECRET && text.contains(value) ? text.replace(value, HIDDEN) : text;
    }

    @Override
    public String toString() {
        return "ApiKey[" + variable + "]";
    }
}
