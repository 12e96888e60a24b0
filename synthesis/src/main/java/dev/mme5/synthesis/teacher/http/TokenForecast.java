package dev.mme5.synthesis.teacher.http;

import dev.mme5.synthesis.teacher.Sampling;
import dev.mme5.synthesis.teacher.Usage;

/// Guesses what a request will take, to keep below a limit on tokens: from the answers so far, at first from the request. Thread-safe.
final class TokenForecast {
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int TOKENS_PER_PICTURE = 1000;
    private static final int USUAL_ANSWER = 1500;
    private static final double NEWEST_WEIGHT = 0.05;

    private final int answer;
    private double mean;

    TokenForecast(Sampling sampling) {
        answer = Math.min(sampling.maxTokens().orElse(USUAL_ANSWER), USUAL_ANSWER);
    }

    synchronized long tokens(ChatBody.Chat chat) {
        return mean > 0
                ? Math.round(mean)
                : chat.wordCharacters() / CHARACTERS_PER_TOKEN + (long) chat.pictureCount() * TOKENS_PER_PICTURE + answer;
    }

    synchronized void learn(Usage usage) {
        long total = usage.promptTokens() + usage.completionTokens();
        if (total > 0) {
            mean = mean > 0 ? mean + NEWEST_WEIGHT * (total - mean) : total;
        }
    }

    /// What a call took: as the service says, or as guessed if it does not say.
    long taken(ApiCall call, Usage usage) {
        long total = usage.promptTokens() + usage.completionTokens();
        return total > 0 ? total : call.tokens();
    }
}
