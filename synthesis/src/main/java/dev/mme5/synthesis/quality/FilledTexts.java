package dev.mme5.synthesis.quality;

import dev.mme5.core.Modality;
import dev.mme5.core.Thinking;
import java.util.Optional;

/// Each text that the modality pair has is there, and no other: of the up to seven elements of mmE5 section 3.1 exactly those of the
/// pair are filled.
final class FilledTexts implements Gate {

    @Override
    public String name() {
        return "filled-texts";
    }

    @Override
    public Optional<String> objection(Candidate candidate) {
        Thinking.Draft texts = candidate.texts();
        Modality document = candidate.kind().modality().document();
        return check("instruction", texts.instruction(), true)
                .or(() -> check("query", texts.query(), candidate.kind().modality().query().hasText()))
                .or(() -> check("positive", texts.positive(), document.hasText()))
                .or(() -> check("hardNegative", texts.hardNegative(), document.hasText()));
    }

    private static Optional<String> check(String slot, String text, boolean wanted) {
        if (wanted && text.isBlank()) {
            return Optional.of(slot + ": expected a text, got none");
        }
        return wanted || text.isEmpty() ? Optional.empty() : Optional.of(slot + ": expected no text, got \"" + text + "\"");
    }
}
