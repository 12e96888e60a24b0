package dev.mme5.synthesis.teacher;

/// What answers took.
///
/// @param promptTokens read by the model, those of pictures and those from a cache included
/// @param completionTokens written by the model
/// @param cachedTokens those of the prompt that came out of the provider's cache
/// @param calls answers that were asked for and came, whatever they were worth
public record Usage(long promptTokens, long completionTokens, long cachedTokens, int calls) {
    /// Nothing.
    public static final Usage NONE = new Usage(0, 0, 0, 0);
    /// One answer of a teacher that counts no tokens.
    public static final Usage ONE_CALL = new Usage(0, 0, 0, 1);

    /// Tokens of which none came out of a cache.
    public Usage(long promptTokens, long completionTokens, int calls) {
        this(promptTokens, completionTokens, 0, calls);
    }

    public Usage plus(Usage other) {
        return new Usage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                cachedTokens + other.cachedTokens,
                calls + other.calls);
    }
}
