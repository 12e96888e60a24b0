package dev.mme5.synthesis.quality;

import dev.mme5.core.TaskKind;
import dev.mme5.core.Thinking;
import java.util.Locale;
import java.util.Optional;

/// In VQA and classification neither query nor instruction contains the answer (as in arXiv 2401.00368, whose labels must not occur
/// in the input text).
final class NoLeakedAnswer implements Gate {

    @Override
    public String name() {
        return "no-leaked-answer";
    }

    @Override
    public Optional<String> objection(Candidate candidate) {
        TaskKind task = candidate.kind().task();
        if (task != TaskKind.VQA && task != TaskKind.CLASSIFICATION) {
            return Optional.empty();
        }
        Thinking.Draft texts = candidate.texts();
        return check("query", texts.query(), texts.positive())
                .or(() -> check("instruction", texts.instruction(), texts.positive()));
    }

    private static Optional<String> check(String slot, String text, String answer) {
        boolean leaks = folded(text).contains(folded(answer));
        return leaks
                ? Optional.of(slot + ": expected a text without the answer \"" + answer + "\", got \"" + text + "\"")
                : Optional.empty();
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
