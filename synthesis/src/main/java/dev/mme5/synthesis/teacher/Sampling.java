package dev.mme5.synthesis.teacher;

import java.util.Optional;

/// How a model draws its words. What is absent is not sent: some models refuse it.
///
/// @param temperature from 0 on
/// @param topP over 0 to 1
/// @param maxTokens the most that it may write
/// @param seeded whether the row's seed is sent, for services that draw from it
public record Sampling(Optional<Double> temperature, Optional<Double> topP, Optional<Integer> maxTokens, boolean seeded) {

    /// @throws IllegalArgumentException if a number is out of its range
    public Sampling {
        temperature.filter(value -> !(value >= 0)).ifPresent(value -> {
            throw new IllegalArgumentException("temperature: expected a number of at least 0, got " + value);
        });
        topP.filter(value -> !(value > 0 && value <= 1)).ifPresent(value -> {
            throw new IllegalArgumentException("topP: expected a number over 0 to 1, got " + value);
        });
        maxTokens.filter(value -> value < 1).ifPresent(value -> {
            throw new IllegalArgumentException("maxTokens: expected at least 1, got " + value);
        });
    }
}
