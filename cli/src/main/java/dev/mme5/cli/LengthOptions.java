package dev.mme5.cli;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flag of the commands that may read less, or more, of a long text.
final class LengthOptions {
    /// What to do about texts that were cut.
    static final String ADVICE = "--max-tokens sets the limit";

    private static final int LEAST = 4;

    @Option(names = "--max-tokens", paramLabel = "N",
            description = "Most tokens of a prompt, special ones included (default: 4096, or what the model has positions for if that is"
                    + " less). A longer one loses text at its end, never a picture, and it is said. The published weights were trained and"
                    + " measured with 256.")
    @Nullable Integer maxTokens;

    /// @throws IllegalArgumentException if so few tokens leave no room for a text
    OptionalInt maxTokens() {
        if (maxTokens == null) {
            return OptionalInt.empty();
        }
        if (maxTokens < LEAST) {
            throw new IllegalArgumentException("--max-tokens: expected at least " + LEAST + ", got " + maxTokens);
        }
        return OptionalInt.of(maxTokens);
    }
}
