package dev.mme5.testkit.openai;

import dev.mme5.core.random.SeededRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What goes wrong when. Thread-safe.
@FunctionalInterface
public interface Faults {

    /// The fault of one answer, empty if it is to be good.
    Optional<Fault> of(ChatQuestion question);

    static Faults none() {
        return question -> Optional.empty();
    }

    /// These, one for each request in the order of their coming; then none.
    static Faults first(Fault... faults) {
        ConcurrentLinkedQueue<Fault> left = new ConcurrentLinkedQueue<>(List.of(faults));
        return question -> Optional.ofNullable(left.poll());
    }

    /// Always the same.
    static Faults always(Fault fault) {
        return question -> Optional.of(fault);
    }

    /// Each as often as its share says. Follows from the seed, the question's name and how often it was asked, so that it does not
    /// depend on which request comes first.
    ///
    /// @param shares from 0 to 1, 1 at most together
    static Faults seeded(long seed, Map<Fault, Double> shares) {
        Map<Fault, Double> ordered = new LinkedHashMap<>(shares);
        return question -> drawn(SeededRandom.of(seed, question.name(), question.attempt()), ordered);
    }

    /// The same, but follows from the name alone: whoever asks again gets the same fault.
    static Faults lasting(long seed, Map<Fault, Double> shares) {
        Map<Fault, Double> ordered = new LinkedHashMap<>(shares);
        return question -> drawn(SeededRandom.of(seed, question.name(), "lasting"), ordered);
    }

    private static Optional<Fault> drawn(SeededRandom random, Map<Fault, Double> shares) {
        double left = random.nextDouble();
        for (Map.Entry<Fault, Double> share : shares.entrySet()) {
            left -= share.getValue();
            if (left < 0) {
                return Optional.of(share.getKey());
            }
        }
        return Optional.empty();
    }

    /// A bit of everything that passes when one asks again; and of what models get wrong, which is the same whenever one asks, so that a
    /// run that was killed and goes on meets the same answers as one that was not.
    static Faults everything(long seed) {
        Map<Fault, Double> shares = new LinkedHashMap<>();
        shares.put(Fault.Status.error(429, "rate_limit_exceeded", "too many requests").with("Retry-After", "0"), 0.03);
        shares.put(Fault.Status.error(429, "rate_limit_exceeded", "too many requests"), 0.02);
        shares.put(Fault.Status.error(500, "server_error", "something broke"), 0.03);
        shares.put(Fault.Status.error(503, "overloaded", "try later").with("retry-after-ms", "5"), 0.02);
        shares.put(new Fault.Closed(), 0.02);
        shares.put(new Fault.CutShort(), 0.02);
        shares.put(new Fault.Body("{\"choices\": [{\"mess"), 0.02);
        shares.put(new Fault.Hang(Duration.ofMillis(50)), 0.02);
        Map<Fault, Double> wrong = new LinkedHashMap<>();
        wrong.put(new Fault.Content(text -> text.substring(0, text.length() / 2)), 0.02);
        wrong.put(new Fault.Content(text -> "Sure!\n```json\n" + text + "\n```"), 0.03);
        wrong.put(new Fault.Content(text -> text.replace("\"revised\"", "\"final\"")), 0.02);
        wrong.put(new Fault.Refusal("I cannot help with that."), 0.01);
        wrong.put(new Fault.Finish("length"), 0.01);
        Faults passing = seeded(seed, shares);
        Faults lasting = lasting(seed, wrong);
        return question -> lasting.of(question).or(() -> passing.of(question)); // these first: a hang brings a good answer, only late
    }
}
