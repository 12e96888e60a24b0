package dev.mme5.synthesis.teacher;

/// What a provider takes, in US dollars for a million tokens.
///
/// @param prompt tokens that are read, but for those the provider had in its cache
/// @param cached tokens of the prompt that came out of the provider's cache
/// @param completion tokens that are written
public record Prices(double prompt, double cached, double completion) {
    /// A teacher of one's own.
    public static final Prices FREE = new Prices(0, 0, 0);

    private static final double MILLION = 1e6;

    /// @throws IllegalArgumentException if a price is negative
    public Prices {
        require("prompt", prompt);
        require("cached", cached);
        require("completion", completion);
    }

    /// What the tokens cost, in US dollars.
    public double usd(Usage usage) {
        long read = usage.promptTokens() - usage.cachedTokens();
        return (read * prompt + usage.cachedTokens() * cached + usage.completionTokens() * completion) / MILLION;
    }

    /// All prices times a factor, as batches are cheaper.
    public Prices times(double factor) {
        return new Prices(prompt * factor, cached * factor, completion * factor);
    }

    private static void require(String key, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(key + ": expected a price of at least 0, got " + value);
        }
    }
}
