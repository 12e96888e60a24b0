package dev.mme5.synthesis.quality;

import dev.mme5.core.Content;
import dev.mme5.core.Example;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// No row is the same as one that was accepted before: instruction, query, positive and hard negatives alike, letter for letter.
final class NoDuplicate implements Gate {
    private static final char BETWEEN = '\u0000';

    /// 128 bits of each row instead of the row: a run of millions fits into memory.
    private final Set<UUID> seen = new HashSet<>();

    @Override
    public String name() {
        return "no-duplicate";
    }

    @Override
    public Optional<String> objection(Candidate candidate) {
        return seen.add(fingerprint(candidate.example()))
                ? Optional.empty()
                : Optional.of("row: expected one that differs from all before, got one that is there already");
    }

    private static UUID fingerprint(Example example) {
        StringBuilder whole = new StringBuilder(example.instruction()).append(BETWEEN);
        append(whole, example.query());
        append(whole, example.positive());
        example.hardNegatives().forEach(negative -> append(whole, negative));
        return UUID.nameUUIDFromBytes(whole.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder whole, Content content) {
        content.images().forEach(image -> whole.append(image.location()).append(BETWEEN));
        whole.append(content.text().orElse("")).append(BETWEEN).append(BETWEEN);
    }
}
