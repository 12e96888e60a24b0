package dev.mme5.synthesis.forecast;

/// What calls add up to.
enum Quantity {
    CALLS,
    USD,
    PROMPT_TOKENS,
    COMPLETION_TOKENS,
    MILLIS;

    double of(PilotRow.Call call) {
        return switch (this) {
            case CALLS -> 1;
            case USD -> call.usd();
            case PROMPT_TOKENS -> call.promptTokens();
            case COMPLETION_TOKENS -> call.completionTokens();
            case MILLIS -> call.millis();
        };
    }
}
