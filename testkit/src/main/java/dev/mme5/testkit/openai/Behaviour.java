package dev.mme5.testkit.openai;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// How the fake behaves.
///
/// @param answers what the model writes
/// @param faults what goes wrong
/// @param latency how long each answer takes at least
/// @param forms which `response_format`s it knows, of `json_schema` and `json_object`; others get status 400
/// @param key what it wants to be shown; absent if it asks for none
/// @param pollsUntilDone how often a batch is said to be under way before it has ended
public record Behaviour(
        Function<ChatQuestion, String> answers,
        Faults faults,
        Duration latency,
        Set<String> forms,
        Optional<String> key,
        int pollsUntilDone) {

    /// Knows everything, fails never, takes no time.
    public static Behaviour answering(Function<ChatQuestion, String> answers) {
        return new Behaviour(answers, Faults.none(), Duration.ZERO, Set.of("json_schema", "json_object"), Optional.empty(), 2);
    }

    public Behaviour with(Faults other) {
        return new Behaviour(answers, other, latency, forms, key, pollsUntilDone);
    }

    public Behaviour taking(Duration time) {
        return new Behaviour(answers, faults, time, forms, key, pollsUntilDone);
    }

    public Behaviour knowing(Set<String> known) {
        return new Behaviour(answers, faults, latency, known, key, pollsUntilDone);
    }

    public Behaviour wanting(String wanted) {
        return new Behaviour(answers, faults, latency, forms, Optional.of(wanted), pollsUntilDone);
    }
}
